// Goes from a shared link, which has no token, to its page, if this browser has had the explorer open.
"use strict";

const token = localStorage.getItem("token");
if (/^[0-9a-f]{32}$/.test(token ?? "")) location.replace(`/${token}${location.pathname}${location.search}`);
