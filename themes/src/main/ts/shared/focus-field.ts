/** Moves the focus to the field or group with that id, if the form has it. */
export function focusField(form: HTMLFormElement | null, id: string) {
    form?.querySelector<HTMLElement>(`#${id}`)?.focus();
}
