<ul>
<#list tokens as token>
<li>${msg("apiTokenOpeningQuote")}${token.name}${msg("apiTokenClosingQuote")} (${token.prefix}...)</li>
</#list>
<#if others gt 0>
<li>${msg("apiTokenOthers", others?c)}</li>
</#if>
</ul>
