// The policy as a form has it, all of them texts and ticks, and which field a refusal is about.
import { hasText, t } from "../shared/messages";
import { ApiError } from "../shared/rest";
import { type NewPolicySettings, type PolicySettings } from "./api";

export const TICKS = [
    "enabled",
    "requireExpiry",
    "leakReports",
    "endOnLogoutAll",
    "mailCreated",
    "mailRotated",
    "mailExpiring",
    "mailExpired",
    "mailRevoked",
    "mailLeaked",
] as const;

export const TEXTS = [
    "maxPerUser",
    "defaultLifetime",
    "maxLifetime",
    "clients",
    "profiles",
    "recentLoginSeconds",
    "inactivityDays",
] as const;

export type Tick = (typeof TICKS)[number];
export type Text = (typeof TEXTS)[number];
export type PolicyDraft = Readonly<Record<Tick, boolean> & Record<Text, string>>;

export function draftOf(policy: PolicySettings): PolicyDraft {
    const text = (value: PolicySettings[Text]) =>
        value === null ? "" : Array.isArray(value) ? value.join(" ") : String(value);
    return {
        ...(Object.fromEntries(TICKS.map((tick) => [tick, policy[tick]])) as Record<Tick, boolean>),
        ...(Object.fromEntries(TEXTS.map((field) => [field, text(policy[field])])) as Record<Text, string>),
    };
}

export function settingsOf(draft: PolicyDraft): NewPolicySettings {
    return {
        ...draft,
        maxPerUser: number(draft.maxPerUser),
        defaultLifetime: draft.defaultLifetime.trim() || null,
        maxLifetime: draft.maxLifetime.trim() || null,
        clients: words(draft.clients),
        profiles: words(draft.profiles),
        recentLoginSeconds: number(draft.recentLoginSeconds),
        inactivityDays: number(draft.inactivityDays),
    };
}

/** What is no number goes as it is: the server says what is wrong with it. */
const number = (text: string) => (/^\s*\d*\s*$/.test(text) ? (text.trim() ? Number(text) : null) : text);

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean);

export interface FieldProblem {
    readonly field: Text;
    readonly text: string;
}

/** Undefined for what is wrong elsewhere. The server names the field, and for a list the item. */
export function fieldProblem(error: unknown): FieldProblem | undefined {
    if (!(error instanceof ApiError)) {
        return undefined;
    }
    const name = /^(?:Send )?(\w+)(?::| as )/.exec(error.message)?.[1];
    const field = TEXTS.find((text) => text === name);
    if (!field) {
        return undefined;
    }
    const key = `adminWrong_${field}`;
    const item = /'(.*)'\.$/.exec(error.message)?.[1] ?? "";
    return { field, text: hasText(key) ? t(key, { item }) : error.message };
}
