import { Button, Form, FormGroup, TextInput } from "@patternfly/react-core";
import { type FormEvent, useRef, useState } from "react";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { type ClientView, goTo, linkToClients } from "./filters";

const FIELD = "admin-client";

/** A form whose text becomes the address of a view. */
export function ClientSearch({ view, text }: { view: ClientView; text: string }) {
    const [applied, setApplied] = useState(text);
    const [search, setSearch] = useState(text);
    if (applied !== text) {
        setApplied(text);
        setSearch(text);
    }
    const field = useRef<HTMLInputElement>(null);

    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (search.trim()) {
            goTo(linkToClients({ search: search.trim() }, view));
        } else {
            field.current?.focus();
        }
    };

    return (
        <Form onSubmit={submit} noValidate role="search" aria-label={t("adminFindClients")}>
            <div className="admin-filters">
                <FormGroup label={t("adminClientId")} fieldId={FIELD}>
                    <TextInput
                        ref={field}
                        id={FIELD}
                        autoComplete="off"
                        spellCheck={false}
                        value={search}
                        onChange={(_, value) => setSearch(value)}
                        aria-describedby={`${FIELD}-help`}
                    />
                    <FieldHelp id={`${FIELD}-help`}>{t("adminClientIdHelp")}</FieldHelp>
                </FormGroup>
            </div>
            <div className="admin-toolbar">
                <Button type="submit">{t("adminFindClients")}</Button>
            </div>
        </Form>
    );
}
