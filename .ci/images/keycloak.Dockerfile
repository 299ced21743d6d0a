# Keycloak's distribution in the shape of the official image: same folder, user, entrypoint and ports.
FROM local/jre:17
COPY --chown=1000:0 keycloak /opt/keycloak
RUN echo "keycloak:x:1000:0:keycloak user:/opt/keycloak:/sbin/nologin" >>/etc/passwd
ENV LANG=C.UTF-8 KC_RUN_IN_CONTAINER=true
USER 1000
EXPOSE 8080 8443 9000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
