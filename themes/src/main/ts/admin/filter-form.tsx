import {
    Button,
    ExpandableSection,
    Form,
    FormGroup,
    FormSelect,
    FormSelectOption,
    TextInput,
} from "@patternfly/react-core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { FieldHelp } from "../shared/field-help";
import { focusField } from "../shared/focus-field";
import { t } from "../shared/messages";
import { ApiError } from "../shared/rest";
import {
    CHOICES,
    choiceText,
    cleaned,
    type Filter,
    FILTERS,
    type Filters,
    goTo,
    isPrefix,
    isTime,
    linkTo,
} from "./filters";
import { filterProblems } from "./form-problems";

const USUAL: readonly Filter[] = ["ownerSearch", "nameStartsWith", "prefix", "state", "access"];
const OTHERS = FILTERS.filter((filter) => !USUAL.includes(filter));
const idOf = (filter: Filter) => `admin-filter-${filter}`;

/** What to know about a filter whose label does not say it. */
const HELP: Readonly<Partial<Record<Filter, string>>> = { profile: "adminFilterHelp_profile" };

const WRONG_PREFIX = { field: "prefix", code: "INVALID_REQUEST", description: "" };

interface Props {
    readonly filters: Filters;
    /** Why the server rejected these filters, if it did. */
    readonly rejection: unknown;
}

/** A form whose filters become the address of the view. */
export function FilterForm({ filters, rejection }: Props) {
    const [applied, setApplied] = useState(filters);
    const [draft, setDraft] = useState(filters);
    const [error, setError] = useState<unknown>();
    const [isOpen, setIsOpen] = useState(OTHERS.some((filter) => filters[filter]));
    if (applied !== filters) {
        setApplied(filters);
        setDraft(filters);
        setError(undefined);
        setIsOpen(isOpen || OTHERS.some((filter) => filters[filter]));
    }
    const form = useRef<HTMLFormElement>(null);
    const { texts } = filterProblems(error ?? rejection);
    useEffect(() => {
        const { first } = filterProblems(rejection);
        if (first) {
            focusField(form.current, idOf(first));
        }
    }, [rejection]);

    const submit = (event: FormEvent) => {
        event.preventDefault();
        const wanted = cleaned(draft);
        setDraft(wanted);
        if (wanted.prefix && !isPrefix(wanted.prefix)) {
            setError(new ApiError("INVALID_REQUEST", "", [WRONG_PREFIX]));
            focusField(form.current, idOf("prefix"));
        } else {
            goTo(linkTo(wanted));
        }
    };

    const field = (filter: Filter) => {
        const id = idOf(filter);
        const value = draft[filter] ?? "";
        // The server's problem is that of the value it got.
        const problem = error === undefined && value !== filters[filter] ? undefined : texts[filter];
        const help = HELP[filter];
        const state = {
            validated: problem ? "error" : "default",
            ...((problem ?? help) && { "aria-describedby": `${id}-help` }),
        } as const;
        const change = (text: string) => {
            setDraft({ ...draft, [filter]: text });
            setError(undefined);
        };
        return (
            <FormGroup key={filter} label={t(`adminFilter_${filter}`)} fieldId={id}>
                {CHOICES[filter] ? (
                    <FormSelect id={id} value={value} onChange={(_, text) => change(text)} {...state}>
                        {CHOICES[filter].map((choice) => (
                            <FormSelectOption
                                key={choice}
                                value={choice}
                                label={choiceText(filter, choice)}
                            />
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
                        onChange={(_, text) => change(text)}
                        {...state}
                    />
                )}
                {(problem ?? help) && (
                    <FieldHelp id={`${id}-help`} problem={problem}>
                        {help && t(help)}
                    </FieldHelp>
                )}
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
                    <Button
                        variant="link"
                        component="a"
                        href={linkTo({})}
                        onClick={() => focusField(form.current, idOf("ownerSearch"))}
                    >
                        {t("adminClearFilters")}
                    </Button>
                )}
            </div>
        </Form>
    );
}
