import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { whileWanted } from "../../main/ts/shared/while-wanted";

describe("an answer", () => {
    it("is heard, or why there is none", async () => {
        const heard: unknown[] = [];
        whileWanted(Promise.resolve("answer"), (answer) => heard.push(answer));
        whileWanted(
            Promise.reject(new Error("lost")),
            () => assert.fail(),
            (failure) => heard.push(String(failure)),
        );
        await settled();
        assert.deepEqual(heard, ["answer", "Error: lost"]);
    });

    it("is not heard when it is no longer wanted", async () => {
        whileWanted(Promise.resolve("answer"), () => assert.fail())();
        whileWanted(
            Promise.reject(new Error("lost")),
            () => assert.fail(),
            () => assert.fail(),
        )();
        await settled();
    });

    it("may be missing without a word", async () => {
        whileWanted(Promise.reject(new Error("lost")), () => assert.fail());
        await settled();
    });
});

const settled = () => new Promise((resolve) => setImmediate(resolve));
