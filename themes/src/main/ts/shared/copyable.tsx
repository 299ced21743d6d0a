import { Button, FormGroup, InputGroup, InputGroupItem, TextInput } from "@patternfly/react-core";
import { useRef, useState } from "react";
import { t } from "./messages";

interface Props {
    readonly id: string;
    readonly label: string;
    readonly value: string;
    readonly onCopied?: () => void;
}

/** Returns the id of the button that copies the text with that id. */
export const copyButton = (id: string) => `${id}-copy`;

/** A text to copy, with a button for it. */
export function Copyable({ id, label, value, onCopied }: Props) {
    const [copied, setCopied] = useState(false);
    const [failed, setFailed] = useState(false);
    const field = useRef<HTMLInputElement>(null);
    const done = () => {
        setCopied(true);
        setFailed(false);
        onCopied?.();
    };
    const copy = async () => {
        field.current?.select();
        if (await written(value)) {
            done();
        } else {
            field.current?.focus();
            setFailed(true);
        }
    };
    return (
        <FormGroup label={label} fieldId={id} className="api-tokens-copyable">
            <InputGroup>
                <InputGroupItem isFill>
                    <TextInput
                        ref={field}
                        id={id}
                        readOnlyVariant="default"
                        className="api-tokens-secret"
                        value={value}
                        onFocus={() => field.current?.select()}
                        onCopy={done}
                    />
                </InputGroupItem>
                <InputGroupItem>
                    <Button
                        variant="control"
                        id={copyButton(id)}
                        onClick={() => void copy()}
                        aria-label={t("apiTokensCopyNamed", { name: label })}
                    >
                        {copied ? t("apiTokensCopied") : t("apiTokensCopy")}
                    </Button>
                </InputGroupItem>
            </InputGroup>
            <span className={failed ? undefined : "pf-v5-u-screen-reader"} role="status">
                {failed ? t("apiTokensCopyRefused") : copied && t("apiTokensCopied")}
            </span>
        </FormGroup>
    );
}

/** To the clipboard; without HTTPS there is only the old way, for what is selected. */
async function written(value: string): Promise<boolean> {
    try {
        await navigator.clipboard.writeText(value);
        return true;
    } catch {
        return document.execCommand("copy");
    }
}
