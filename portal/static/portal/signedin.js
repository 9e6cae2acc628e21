// What waits in this browser of somebody's courses goes with the first page after they have
// signed in, and what waits of somebody else is removed. A lesson sends its own.
import { handOver } from "./progress/handing.js";

const { progressAddresses } = document.querySelector("script[data-progress-addresses]").dataset;
if (!document.querySelector("[data-progress-url]")) handOver(progressAddresses);
