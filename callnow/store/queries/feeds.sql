-- Which feeds are known, with what is declared of them and what is remembered?
SELECT name, url, kind, enabled, origin, settings, state FROM feed ORDER BY name
