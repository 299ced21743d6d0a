package io.mycli.cli.catalog;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Optional;

/**
 * What a catalog has changed in a script since it was installed or run here.
 *
 * @param before its text then; empty if this machine does not have it any more
 */
public record ScriptChange(Optional<String> before, String after) {

    private static final int LINES_AROUND = 3;

    /** Returns the difference in the unified format, or else the text as it is now. */
    public List<String> lines() {
        List<String> now = after.lines().toList();
        return before.map(text -> difference(text.lines().toList(), now)).orElse(now);
    }

    private static List<String> difference(List<String> before, List<String> now) {
        return UnifiedDiffUtils.generateUnifiedDiff("before", "now", before, DiffUtils.diff(before, now), LINES_AROUND);
    }
}
