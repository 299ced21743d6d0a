/**
 * Hears an answer, or why there is none, unless it is no longer wanted by then. For an effect, which asks: a newer
 * question ends the wish for an older answer, as does the end of what shows it. Answers may come in any order.
 */
export function whileWanted<T>(
    answer: Promise<T>,
    onAnswer: (answer: T) => void,
    onFailure: (failure: unknown) => void = () => undefined,
): () => void {
    let isWanted = true;
    answer.then(
        (value) => isWanted && onAnswer(value),
        (failure: unknown) => isWanted && onFailure(failure),
    );
    return () => {
        isWanted = false;
    };
}
