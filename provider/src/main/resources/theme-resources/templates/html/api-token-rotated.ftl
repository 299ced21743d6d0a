<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("apiTokenRotatedIntro", realmName)}</p>
<#include "api-token-names.ftl">
<p>${msg("apiTokenRotatedAdvice")}</p>
<#if link??>
<p><a href="${link}">${msg("apiTokenLink")}</a></p>
</#if>
</@layout.emailLayout>
