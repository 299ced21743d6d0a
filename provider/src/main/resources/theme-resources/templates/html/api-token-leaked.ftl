<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("apiTokenLeakedIntro", realmName)}</p>
<#include "api-token-names.ftl">
<p>${msg("apiTokenLeakedAdvice")}</p>
</@layout.emailLayout>
