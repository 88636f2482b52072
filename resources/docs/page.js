// Fetches the description of the API from the server that this page came from, and shows it. The token is kept
// in a variable of this page alone.
"use strict";

(() => {
  const form = document.getElementById("access");
  const field = document.getElementById("token");
  const said = document.getElementById("said");
  let token = "";

  function show(description) {
    form.hidden = true;
    SwaggerUIBundle({
      spec: description,
      dom_id: "#reference",
      deepLinking: true,
      docExpansion: "list",
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      filter: true,
      persistAuthorization: false,
      validatorUrl: null,
      requestInterceptor: (request) => {
        // A description may name servers; requests go to the one that this page came from.
        const target = new URL(request.url, window.location.origin);
        if (target.origin !== window.location.origin) throw new Error("another server: " + target.origin);
        if (token) request.headers.Authorization = "Bearer " + token;
        return request;
      },
    });
  }

  async function load() {
    const headers = token ? { Authorization: "Bearer " + token } : {};
    const answer = await fetch("/openapi.json", { headers, cache: "no-store", credentials: "omit" });
    if (answer.ok) return show(await answer.json());
    form.hidden = false;
    if (token) said.textContent = answer.status === 401 ? "The token is not valid." : "Refused: " + answer.status;
    token = "";
    field.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    token = field.value.trim();
    field.value = "";
    said.textContent = "";
    load().catch((error) => { said.textContent = String(error); });
  });

  load().catch((error) => {
    form.hidden = false;
    said.textContent = String(error);
  });
})();
