<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("apiTokenCreatedIntro", realmName)}</p>
<#include "api-token-names.ftl">
<p>${msg("apiTokenCreatedAdvice")}</p>
<#if link??>
<p><a href="${link}">${msg("apiTokenLink")}</a></p>
</#if>
</@layout.emailLayout>
