import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { busyTexts } from "../shared/busy-texts";
import { t } from "../shared/messages";
import { useAdministrator } from "./administrator";
import { type ExportFormat } from "./api";
import { type Filters } from "./filters";
import { realm } from "./page-config";
import { Problem } from "./problem";

const FORMATS: readonly ExportFormat[] = ["csv", "ndjson"];

/** All tokens that match, on all pages, as a file of this browser. */
export function ExportButtons({ filters }: { filters: Filters }) {
    const { api } = useAdministrator();
    const [busy, setBusy] = useState<ExportFormat>();
    const [error, setError] = useState<unknown>();

    const save = async (format: ExportFormat) => {
        setBusy(format);
        setError(undefined);
        try {
            download(await api.export(filters, format), `api-tokens-${realm}.${format}`);
        } catch (failure) {
            setError(failure);
        }
        setBusy(undefined);
    };

    return (
        <>
            {FORMATS.map((format) => (
                <Button
                    key={format}
                    variant="secondary"
                    isLoading={busy === format}
                    {...busyTexts()}
                    isAriaDisabled={busy !== undefined}
                    onClick={() => void save(format)}
                >
                    {t(`adminExport_${format}`)}
                </Button>
            ))}
            {error !== undefined && <Problem error={error} />}
        </>
    );
}

function download(content: Blob, name: string) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    // Once the browser has begun to save it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
