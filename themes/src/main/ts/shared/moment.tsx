import { dateAndTime } from "./times";

/** Returns a moment, with its time; null for none. */
export const moment = (time: string | null) => time && <time dateTime={time}>{dateAndTime(time)}</time>;
