// On every page. Each part makes a page that already works without script a little kinder; none is needed for it to work.
import htmx from "htmx.org";
import { keepOnDevice } from "./house/device.js";
import { guardForms } from "./house/forms.js";
import { watchNetwork } from "./house/network.js";
import { openSheets } from "./house/sheets.js";
import { offerThemes } from "./house/theme-switch.js";
import { tendToasts } from "./house/toasts.js";
import { tellTimes } from "./house/times.js";

offerThemes();
tendToasts();
guardForms();
openSheets();
watchNetwork();
tellTimes();
keepOnDevice();
// What a script laid into the page is as alive as what the server sent with it.
document.addEventListener("house:fresh", () => htmx.process(document.body));
