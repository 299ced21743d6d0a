// A resource server that introspects with the standard library alone.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

var (
	endpoint     = os.Getenv("ISSUER") + "/protocol/openid-connect/token/introspect"
	clientID     = os.Getenv("CLIENT_ID")
	clientSecret = os.Getenv("CLIENT_SECRET")
	client       = &http.Client{Timeout: 5 * time.Second}
)

// What an answer of Keycloak says about a token.
type claims struct {
	Active         bool   `json:"active"`
	Username       string `json:"username"`
	ResourceAccess map[string]struct {
		Roles []string `json:"roles"`
	} `json:"resource_access"`
	all json.RawMessage
}

func (c *claims) hasRole(name string) bool {
	for _, role := range c.ResourceAccess[clientID].Roles {
		if role == name {
			return true
		}
	}
	return false
}

func introspect(token string) (*claims, error) {
	form := strings.NewReader(url.Values{"token": {token}}.Encode())
	request, err := http.NewRequest(http.MethodPost, endpoint, form)
	if err != nil {
		return nil, err
	}
	request.SetBasicAuth(url.QueryEscape(clientID), url.QueryEscape(clientSecret))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("introspection: %s", response.Status)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	answer := &claims{all: body}
	return answer, json.Unmarshal(body, answer)
}

// authorized calls a handler with the claims of a valid token that has the role; without a role, any valid token will do.
func authorized(role string, next func(http.ResponseWriter, *claims)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		w.Header().Set("WWW-Authenticate", "Bearer")
		if !strings.EqualFold(scheme, "Bearer") {
			http.Error(w, "a token is required", http.StatusUnauthorized)
			return
		}
		caller, err := introspect(strings.TrimSpace(token))
		switch {
		case err != nil:
			log.Print(err)
			http.Error(w, "the token cannot be checked", http.StatusServiceUnavailable)
		case !caller.Active:
			http.Error(w, "the token is not valid", http.StatusUnauthorized)
		case role != "" && !caller.hasRole(role):
			http.Error(w, "the token lacks a role", http.StatusForbidden)
		default:
			w.Header().Del("WWW-Authenticate")
			w.Header().Set("Content-Type", "application/json")
			next(w, caller)
		}
	}
}

func main() {
	http.HandleFunc("/catalog", authorized("", func(w http.ResponseWriter, caller *claims) {
		w.Write(caller.all)
	}))
	http.HandleFunc("/deploy", authorized("deployer", func(w http.ResponseWriter, caller *claims) {
		json.NewEncoder(w).Encode(map[string]string{"name": caller.Username})
	}))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("port %d\n", listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(listener, nil))
}
