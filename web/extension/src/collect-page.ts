// Runs in the page for an instant, when the person has asked for it: what the last line gives is what the extension gets.
export { collect } from "./collect.js";
