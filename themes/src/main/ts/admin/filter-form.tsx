import {
    Button,
    ExpandableSection,
    Form,
    FormGroup,
    FormSelect,
    FormSelectOption,
    TextInput,
} from "@patternfly/react-core";
import { type FormEvent, useRef, useState } from "react";
import { FieldHelp } from "../shared/field-help";
import { focusField } from "../shared/focus-field";
import { t } from "../shared/messages";
import { cleaned, type Filter, FILTERS, type Filters, isPrefix, isTime, linkTo } from "./filters";

const USUAL: readonly Filter[] = ["user", "name", "prefix", "state"];
const OTHERS = FILTERS.filter((filter) => !USUAL.includes(filter));
const idOf = (filter: Filter) => `admin-filter-${filter}`;
const STATES = ["live", "expired", "revoked"];

/** What it says becomes the address of the view. */
export function FilterForm({ filters }: { filters: Filters }) {
    const [draft, setDraft] = useState(filters);
    const [isWrong, setIsWrong] = useState(false);
    const [isOpen, setIsOpen] = useState(OTHERS.some((filter) => filters[filter]));
    const form = useRef<HTMLFormElement>(null);

    const submit = (event: FormEvent) => {
        event.preventDefault();
        const wanted = cleaned(draft);
        setDraft(wanted);
        if (wanted.prefix && !isPrefix(wanted.prefix)) {
            setIsWrong(true);
            focusField(form.current, idOf("prefix"));
        } else {
            location.hash = linkTo(wanted);
        }
    };

    const field = (filter: Filter) => {
        const id = idOf(filter);
        const wrong = filter === "prefix" && isWrong;
        const value = draft[filter] ?? "";
        const change = (text: string) => {
            setDraft({ ...draft, [filter]: text });
            setIsWrong(false);
        };
        return (
            <FormGroup key={filter} label={t(`adminFilter_${filter}`)} fieldId={id}>
                {filter === "state" ? (
                    <FormSelect id={id} value={value} onChange={(_, text) => change(text)}>
                        <FormSelectOption value="" label={t("adminState_")} />
                        {STATES.map((state) => (
                            <FormSelectOption key={state} value={state} label={t(`adminState_${state}`)} />
                        ))}
                    </FormSelect>
                ) : (
                    <TextInput
                        id={id}
                        type={isTime(filter) ? "date" : "text"}
                        autoComplete="off"
                        spellCheck={false}
                        // One with a time of day, from a link, is shown as its day.
                        value={isTime(filter) ? value.slice(0, 10) : value}
                        validated={wrong ? "error" : "default"}
                        aria-describedby={wrong ? `${id}-help` : undefined}
                        onChange={(_, text) => change(text)}
                    />
                )}
                {wrong && <FieldHelp id={`${id}-help`} problem={t("adminWrongPrefix")} />}
            </FormGroup>
        );
    };

    return (
        <Form ref={form} onSubmit={submit} noValidate role="search" aria-label={t("adminFilters")}>
            <div className="admin-filters">{USUAL.map(field)}</div>
            <ExpandableSection
                toggleText={t(isOpen ? "adminFewerFilters" : "adminMoreFilters")}
                isExpanded={isOpen}
                onToggle={(_, open) => setIsOpen(open)}
            >
                <div className="admin-filters">{OTHERS.map(field)}</div>
            </ExpandableSection>
            <div className="admin-toolbar">
                <Button type="submit">{t("adminShowTokens")}</Button>
                {Object.keys(filters).length > 0 && (
                    <Button variant="link" component="a" href={linkTo({})}>
                        {t("adminClearFilters")}
                    </Button>
                )}
            </div>
        </Form>
    );
}
