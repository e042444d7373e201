// What runs beside the pages of a member: the list without a network, and news while no page is open.
import "./offline.js";
import "./push.js";
