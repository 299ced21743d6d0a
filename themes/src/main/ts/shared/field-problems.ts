// Which fields of a form the server rejected: by the names and codes in the error's body, never by its sentences.
import { ApiError, type FieldError } from "./rest";

export interface FieldProblems<Field extends string> {
    /** What to say below a field. */
    readonly texts: Readonly<Partial<Record<Field, string>>>;
    /** The first wrong field of the form. */
    readonly first?: Field;
    /** Whether something is wrong that is no field's, so that it has to be said above the form. */
    readonly isElsewhere: boolean;
}

/**
 * Returns the problems of a form's fields.
 *
 * @param error undefined if nothing is wrong
 * @param fields in the order of the form
 * @param fieldOf the field that an error is about, or undefined; the error's `field` is empty if the server named none
 */
export function fieldProblems<Field extends string>(
    error: unknown,
    fields: readonly Field[],
    fieldOf: (error: FieldError) => Field | undefined,
    textOf: (error: FieldError, field: Field) => string,
): FieldProblems<Field> {
    const texts: Partial<Record<Field, string>> = {};
    if (!(error instanceof ApiError)) {
        return { texts, isElsewhere: error !== undefined };
    }
    const unnamed = { field: "", code: error.code, description: error.message };
    let isElsewhere = false;
    for (const fieldError of error.fields.length > 0 ? error.fields : [unnamed]) {
        const field = fieldOf(fieldError);
        if (field) {
            texts[field] ??= textOf(fieldError, field);
        } else {
            isElsewhere = true;
        }
    }
    return { texts, first: fields.find((field) => texts[field] !== undefined), isElsewhere };
}
