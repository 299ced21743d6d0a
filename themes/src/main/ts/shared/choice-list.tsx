import { Checkbox, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { type Choice, type ChoiceGroup, matching } from "./choices";
import { t } from "./messages";

/** From how many choices on there is a search. */
const SEARCHABLE = 8;

interface Props {
    readonly id: string;
    readonly name: string;
    readonly groups: readonly ChoiceGroup[];
    readonly chosen: readonly string[];
    readonly onChange: (chosen: readonly string[]) => void;
}

/** Check boxes in groups, and a search where they are many. A search hides choices, and changes none. */
export function ChoiceList({ id, name, groups, chosen, onChange }: Props) {
    const [search, setSearch] = useState("");
    const choices = groups.flatMap((group) => group.choices);
    const isSearchable = choices.length >= SEARCHABLE;
    const shown = isSearchable ? matching(groups, search) : groups;
    const count = shown.reduce((sum, group) => sum + group.choices.length, 0);

    const checkbox = (choice: Choice) => {
        const inputId = `${id}-${choices.indexOf(choice)}`;
        const descriptionId = `${inputId}-description`;
        return (
            <Checkbox
                key={choice.key}
                id={inputId}
                label={choice.label}
                description={choice.description && <span id={descriptionId}>{choice.description}</span>}
                aria-describedby={choice.description && descriptionId}
                isChecked={chosen.includes(choice.key)}
                onChange={(_, checked) =>
                    onChange(
                        checked ? [...chosen, choice.key] : chosen.filter((other) => other !== choice.key),
                    )
                }
            />
        );
    };
    if (choices.length === 0) {
        return null;
    }
    return (
        <>
            {isSearchable && (
                <>
                    <TextInput
                        type="search"
                        aria-label={t("apiTokensSearch", { name })}
                        placeholder={t("apiTokensSearch", { name })}
                        autoComplete="off"
                        value={search}
                        onChange={(_, text) => setSearch(text)}
                        // Enter would send the form.
                        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
                    />
                    <p role="status" className="api-tokens-note">
                        {search.trim() && t("apiTokensMatches", { count, total: choices.length })}
                    </p>
                </>
            )}
            <div className="api-tokens-choices">
                {shown.map((group) =>
                    group.title ? (
                        <fieldset key={group.title}>
                            <legend>{group.title}</legend>
                            {group.choices.map(checkbox)}
                        </fieldset>
                    ) : (
                        group.choices.map(checkbox)
                    ),
                )}
            </div>
        </>
    );
}
