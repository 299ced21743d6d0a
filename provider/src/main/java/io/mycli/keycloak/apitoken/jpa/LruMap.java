package io.mycli.keycloak.apitoken.jpa;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bounded LRU map. (Keycloak has a local-cache SPI for this, but not yet in 26.4.) */
final class LruMap<K, V> {

    private final Map<K, V> entries;

    LruMap(int maxSize) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > maxSize;
            }
        };
    }

    /** Returns the value of a key, or null. */
    synchronized @Nullable V get(K key) {
        return entries.get(key);
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
    }
}
