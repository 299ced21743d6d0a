import { useCallback, useState } from "react";
import { passes } from "./rest";
import { whileWanted } from "./while-wanted";

/** What was read last, and why it could not be read since. */
interface Reading<T> {
    readonly content?: T;
    readonly error?: unknown;
}

/**
 * Returns a reading, what an effect reads with, and what puts other content in its place. Content stays while a failure
 * passes.
 */
export function useReading<T>() {
    const [reading, setReading] = useState<Reading<T>>({});
    const setContent = useCallback((content: T) => setReading({ content }), []);
    const read = useCallback(
        (answer: Promise<T>) =>
            whileWanted(answer, setContent, (error) =>
                setReading(({ content }) => (passes(error) ? { content, error } : { error })),
            ),
        [setContent],
    );
    return { ...reading, read, setContent };
}
