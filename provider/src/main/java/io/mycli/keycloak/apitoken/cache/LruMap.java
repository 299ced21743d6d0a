package io.mycli.keycloak.apitoken.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bounded LRU map. (Keycloak has a local-cache SPI for this, but not yet in 26.4.) */
public final class LruMap<K, V> {

    private final Map<K, V> entries;

    /** Creates an empty map that keeps the entries used last. */
    public LruMap(int maxSize) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > maxSize;
            }
        };
    }

    /** Returns the value of a key, or null. */
    public synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    /** Sets the value of a key. */
    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }
}
