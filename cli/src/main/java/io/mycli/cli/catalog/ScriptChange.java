package io.mycli.cli.catalog;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.mycli.cli.terminal.Printable;
import java.util.List;
import java.util.Optional;

/**
 * What a catalog has changed in a script since it was installed or run here.
 *
 * @param before its text then; empty if this machine does not have it any more
 */
public record ScriptChange(Optional<String> before, String after) {

    private static final int LINES_AROUND = 3;

    /**
     * Returns the difference in the unified format, or else the text as it is now: if the one before is gone, or the
     * difference has no lines. A line ends where it ends for a shell, with a line feed; other control characters are
     * escaped before the comparison.
     */
    public List<String> lines() {
        List<String> now = printable(after);
        return before.map(text -> difference(printable(text), now))
                .filter(difference -> !difference.isEmpty())
                .orElse(now);
    }

    private static List<String> printable(String text) {
        return Printable.lines(text).lines().toList();
    }

    private static List<String> difference(List<String> before, List<String> now) {
        return UnifiedDiffUtils.generateUnifiedDiff("before", "now", before, DiffUtils.diff(before, now), LINES_AROUND);
    }
}
