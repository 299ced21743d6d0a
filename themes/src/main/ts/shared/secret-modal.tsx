import { Button } from "@patternfly/react-core";
import { Alert } from "./alert";
import { Modal } from "./modal";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { type IssuedApiToken } from "./api-token";
import { Copyable, copyButton } from "./copyable";
import { Entries, limitEntries } from "./entries";
import { t } from "./messages";
import { dateAndTime } from "./times";
import { useWayBack } from "./way-back";

const SECRET = "api-tokens-secret";

interface Props {
    readonly token: IssuedApiToken;
    /** The address that says what the token is whose secret is sent there. */
    readonly selfUrl: URL;
    readonly onClose: () => void;
}

/** The one time that a secret is shown. It is kept nowhere but in the state of the page that shows this. */
export function SecretModal({ token, selfUrl, onClose }: Props) {
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
    useWayBack(() => (copied ? onClose() : setClosing(true)));

    return (
        <Modal
            variant="medium"
            isOpen
            elementToFocus={`#${copyButton(SECRET)}`}
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
                              {t("apiTokensClose")}
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
                id={SECRET}
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
            <Copyable
                id="api-tokens-check"
                label={t("apiTokensCheckWith")}
                value={`curl -H "Authorization: Bearer $MY_API_TOKEN" "${selfUrl.href}"`}
            />
            <div className="api-tokens-copyable">
                <Entries entries={limitEntries(token)} />
            </div>
            {token.previousValidUntil && (
                <p className="api-tokens-note">
                    {t("apiTokensPreviousUntil", { time: dateAndTime(token.previousValidUntil) })}
                </p>
            )}
        </Modal>
    );
}
