import { type ApiTokenEdit } from "./api-token";
import { type CreationForm } from "./creation-form";

/** What was entered in a dialog. It holds no secret. */
export type Draft =
    | { readonly action: "create"; readonly form: CreationForm }
    | { readonly action: "edit"; readonly id: string; readonly form: ApiTokenEdit }
    | { readonly action: "rotate"; readonly id: string; readonly overlap: string };
