<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("apiTokenRevokedIntro", realmName)}</p>
<#include "api-token-names.ftl">
<p>${msg("apiTokenRevokedAdvice")}</p>
<#if link??>
<p><a href="${link}">${msg("apiTokenLink")}</a></p>
</#if>
</@layout.emailLayout>
