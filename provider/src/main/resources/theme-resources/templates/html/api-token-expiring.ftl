<#import "template.ftl" as layout>
<@layout.emailLayout>
<p><#if days == 1>${msg("apiTokenExpiringTomorrowIntro", realmName)}<#else>${msg("apiTokenExpiringIntro", realmName, days?c)}</#if></p>
<#include "api-token-names.ftl">
<p>${msg("apiTokenExpiringAdvice")}</p>
<#if link??>
<p><a href="${link}">${msg("apiTokenLink")}</a></p>
</#if>
</@layout.emailLayout>
