// Who comes to sign in may not be who was here last: see `training.progress.tokens`.
import { forgetOld } from "./progress/queue.js";

forgetOld();
