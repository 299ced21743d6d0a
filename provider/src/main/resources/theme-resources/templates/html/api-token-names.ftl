<ul>
<#list tokens as token>
<li>${msg("apiTokenOpeningQuote")}${token.name}${msg("apiTokenClosingQuote")} (${token.prefix}...)
<br>${msg("apiTokenMay")} <#if token.hasAllRoles>${msg("apiTokenMayAll")}<#elseif token.roles?has_content><#list token.roles as role>${role}<#sep>, </#list><#if token.otherRoles gt 0> ${msg("apiTokenAndOthers", token.otherRoles?c)}</#if><#else>${msg("apiTokenMayNothing")}</#if>
<#if token.hasAudience>
<br>${msg("apiTokenOnlyAt")} <#if token.audience?has_content><#list token.audience as server>${server}<#sep>, </#list><#if token.otherAudience gt 0> ${msg("apiTokenAndOthers", token.otherAudience?c)}</#if><#else>${msg("apiTokenNowhere")}</#if>
</#if>
</li>
</#list>
<#if others gt 0>
<li>${msg("apiTokenOthers", others?c)}</li>
</#if>
</ul>
