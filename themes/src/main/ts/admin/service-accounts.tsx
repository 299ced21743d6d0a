import { Button, Form, FormGroup, TextInput } from "@patternfly/react-core";
import { type FormEvent, useRef, useState } from "react";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { type ClientRoute, linkToClients } from "./filters";
import { FoundClients } from "./found-clients";
import { ServiceAccount } from "./service-account";

interface Props extends ClientRoute {
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

/** A search for clients, and what it found or the tokens of one service account. */
export function ServiceAccounts({ clientId, search, changes, onDone }: Props) {
    const text = search ?? clientId ?? "";
    return (
        <>
            <ClientSearch key={text} text={text} />
            {clientId !== undefined ? (
                <ServiceAccount key={clientId} clientId={clientId} changes={changes} onDone={onDone} />
            ) : (
                search !== undefined && <FoundClients key={search} search={search} />
            )}
        </>
    );
}

const FIELD = "admin-client";

/** A form whose text becomes the address of the view. */
function ClientSearch({ text }: { text: string }) {
    const [search, setSearch] = useState(text);
    const field = useRef<HTMLInputElement>(null);

    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (search.trim()) {
            location.hash = linkToClients({ search: search.trim() });
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
