<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("apiTokenExpiredIntro", realmName)}</p>
<ul>
<#list tokens as token>
<li>${token.name} (${token.prefix}...)</li>
</#list>
</ul>
<p>${msg("apiTokenExpiredAdvice")}</p>
<#if link??>
<p><a href="${link}">${msg("apiTokenLink")}</a></p>
</#if>
</@layout.emailLayout>
