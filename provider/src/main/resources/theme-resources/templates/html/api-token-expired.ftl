<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("apiTokenExpiredIntro", realmName)}</p>
<#include "api-token-names.ftl">
<p>${msg("apiTokenExpiredAdvice")}</p>
<#if link??>
<p><a href="${link}">${msg("apiTokenLink")}</a></p>
</#if>
</@layout.emailLayout>
