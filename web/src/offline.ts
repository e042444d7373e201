// The member's list on this device. On its own page it is shown and edited; on every other it is kept fresh and sent.
import { startIsland } from "./offline/island.js";
import { forget, keep } from "./offline/keeper.js";

const island = document.querySelector<HTMLElement>("[data-island=offline]");
const member = document.body.dataset["member"];

if (island) startIsland(island);
else if (member) void keep(member);
else void forget();
