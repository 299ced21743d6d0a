/** Moves the focus to the field with that id, if the form has it. */
export function focusField(form: HTMLFormElement | null, id: string) {
    const field = form?.elements.namedItem(id);
    if (field instanceof HTMLElement) {
        field.focus();
    }
}
