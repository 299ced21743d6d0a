import {
    Alert,
    Button,
    FormGroup,
    InputGroup,
    InputGroupItem,
    Modal,
    TextInput,
} from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type IssuedApiToken } from "./api-token";
import { t } from "./messages";
import { dateAndTime } from "./times";

interface Props {
    readonly token: IssuedApiToken;
    readonly onClose: () => void;
}

/** The one time that a secret is shown. It is kept nowhere but in the state of the page that shows this. */
export function SecretModal({ token, onClose }: Props) {
    const [copied, setCopied] = useState(false);
    const [closing, setClosing] = useState(false);

    useEffect(() => {
        // A page that the browser keeps for the way back shall not keep the secret.
        const forget = () => flushSync(onClose);
        const ask = (event: BeforeUnloadEvent) => !copied && event.preventDefault();
        addEventListener("pagehide", forget);
        addEventListener("beforeunload", ask);
        return () => {
            removeEventListener("pagehide", forget);
            removeEventListener("beforeunload", ask);
        };
    }, [copied, onClose]);

    // Pressed twice by mistake, Escape takes back the question rather than answering it.
    const close = () => (copied ? onClose() : setClosing(!closing));

    return (
        <Modal
            variant="medium"
            isOpen
            title={t(token.rotatedAt ? "apiTokensRotatedTitle" : "apiTokensCreatedTitle", {
                name: token.name,
            })}
            onClose={close}
            actions={
                closing
                    ? [
                          <Button key="close" variant="danger" onClick={onClose}>
                              {t("apiTokensCloseUncopied")}
                          </Button>,
                          <Button key="back" variant="link" onClick={() => setClosing(false)}>
                              {t("apiTokensBackToSecret")}
                          </Button>,
                      ]
                    : [
                          <Button key="close" onClick={close}>
                              {t("close")}
                          </Button>,
                      ]
            }
        >
            {closing ? (
                <Alert
                    isInline
                    component="h2"
                    isLiveRegion
                    variant="danger"
                    title={t("apiTokensNotCopied")}
                />
            ) : (
                <Alert isInline component="h2" variant="warning" title={t("apiTokensShownOnce")} />
            )}
            <Copyable
                id="api-tokens-secret"
                label={t("apiTokensSecret")}
                value={token.token}
                onCopied={() => setCopied(true)}
            />
            <Copyable
                id="api-tokens-export"
                label={t("apiTokensUseWith")}
                value={`export MY_API_TOKEN=${token.token}`}
                onCopied={() => setCopied(true)}
            />
            {token.previousValidUntil && (
                <p className="api-tokens-note">
                    {t("apiTokensPreviousUntil", { time: dateAndTime(token.previousValidUntil) })}
                </p>
            )}
        </Modal>
    );
}

interface CopyableProps {
    readonly id: string;
    readonly label: string;
    readonly value: string;
    readonly onCopied: () => void;
}

function Copyable({ id, label, value, onCopied }: CopyableProps) {
    const [copied, setCopied] = useState(false);
    const field = useRef<HTMLInputElement>(null);
    const done = () => {
        setCopied(true);
        onCopied();
    };
    const copy = async () => {
        field.current?.select();
        if (await written(value)) {
            done();
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
                        onClick={() => void copy()}
                        aria-label={t("apiTokensCopyNamed", { name: label })}
                    >
                        {copied ? t("apiTokensCopied") : t("apiTokensCopy")}
                    </Button>
                </InputGroupItem>
            </InputGroup>
            <span className="pf-v5-u-screen-reader" role="status">
                {copied && t("apiTokensCopied")}
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
