// Two towns have one event or one alliance: it lives where both read. What both count, collect and stick at an event is one result;
// who belongs to an alliance stays with the town.
import { ask, card, plan, send } from "../kit/events.ts";
import { join } from "../kit/joining.ts";
import { DESKTOP } from "../kit/phone.ts";
import { change, count, create, save, total, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

story("two towns run one event and their counts are one result", async ({ demo, phone }) => {
  story.slow();
  const anna = await phone("Anna");
  const carla = await phone("Carla");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(carla, demo.invitation("Beispielsdorf", "gk"), "Carla");
  const { page } = anna;

  // Before it is given away the page says who will read it, what goes along, and what stays because it looks like a name.
  const alone = await plan(anna, "Markt der Nachbarn");
  await change(anna, `/r/veranstaltung/${alone}`, { Ort: "Obermarkt", Schichten: "13–15 Eingang: Herr Krause", "Kosten (Euro)": "400" });
  await visit(anna, `/termin/${alone}`);
  await page.getByRole("link", { name: "Mit einer anderen Stadt zusammen" }).click();
  await expect(page.getByText(/Netz.*lesen|kann das lesen|Personen/).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Das geht mit" })).toContainText("Ort");
  await expect(page.getByRole("region", { name: "Das bleibt in der eigenen Stadt" })).toContainText("Schichten");
  await page.getByRole("button", { name: "Ins Netzwerk geben" }).click();
  await expect(page.getByText("Die andere Stadt fehlt.")).toBeVisible();
  await page.getByLabel("Welche Stadt?").selectOption({ label: "Beispielsdorf" });
  await page.getByRole("button", { name: "Ins Netzwerk geben" }).click();
  await expect(page.getByText("Gemeinsam mit Beispielsdorf")).toBeVisible();
  const event = page.url().split("/").at(-1) ?? "";
  expect(event).not.toBe(alone);
  // The checklist of the own town came along, and is still only its own.
  await expect(page.getByText("Sondernutzung für den Platz beantragen")).toBeVisible();
  await ask(anna, event, "Was fehlt hier?", ["Bus", "Treff"]);
  await send(anna);

  // The other town finds it among its own dates.
  await visit(carla, "/termine");
  await carla.page.getByRole("link", { name: /Markt der Nachbarn/ }).click({ timeout: 60_000 });
  await expect(carla.page.getByText("Gemeinsam mit Musterau")).toBeVisible();
  await expect(carla.page.getByText("Sondernutzung für den Platz beantragen")).toHaveCount(0);
  await expect(carla.page.getByText("Herr Krause")).toHaveCount(0);

  // What it means to part again is said where it is run together, and who can do it where this device may only read.
  await carla.page.getByRole("link", { name: "Mit einer anderen Stadt zusammen" }).click();
  const parting = carla.page.getByRole("region", { name: "Wieder trennen" });
  await expect(parting).toContainText("bleibt im Netzwerk");
  await expect(parting).not.toContainText("nur lesen");
  const dora = await phone("Dora");
  await join(dora, demo.invitation("Musterau", "allianz"), "Dora");
  await visit(dora, `/gemeinsam/${event}`);
  await expect(dora.page.getByRole("region", { name: "Wieder trennen" })).toContainText("Dieses Gerät darf im Netzwerk nur lesen", { timeout: 60_000 });

  await demo.stop();
  await visit(anna, `/zaehlen/${event}`);
  await count(anna, 5);
  await visit(carla, `/zaehlen/${event}`);
  await count(carla, 3);
  await card(carla, event, "Mehr Bänke am Obermarkt");
  await visit(carla, `/punkte/${event}`);
  await carla.page.getByRole("link", { name: "Pinnwand eintippen" }).click();
  await carla.page.getByLabel("Bus", { exact: true }).fill("7");
  await carla.page.getByRole("button", { name: "Speichern" }).click();
  await expect(carla.page.getByText("7 Punkte, 1 je Person")).toBeVisible();
  await demo.start();
  for (const one of [anna, carla, anna]) await send(one);

  for (const one of [anna, carla]) {
    await visit(one, `/zaehlen/${event}`);
    await expect(total(one)).toHaveText("8", { timeout: 60_000 });
    await visit(one, `/termin/${event}`);
    const report = one.page.getByRole("region", { name: "Abendbericht" });
    await expect(report.locator(".figure").filter({ hasText: "Punkte" })).toContainText("7");
    await expect(report.locator(".figure").filter({ hasText: "Karten" })).toContainText("1");
  }

  // A town that takes no part does not have it among its dates; the desk of the centre reads it as everything in the network.
  const desk = await phone("Zentrale", DESKTOP);
  await join(desk, demo.invitation("alle", "projektteam"), "Zentrale");
  await visit(desk, `/termin/${event}`);
  await expect(desk.page.getByRole("region", { name: "Abendbericht" }).getByText("8", { exact: true })).toBeVisible({ timeout: 60_000 });
});

story("two towns have one alliance, and each keeps its own members", async ({ demo, phone }) => {
  story.slow();
  const anna = await phone("Anna");
  const carla = await phone("Carla", DESKTOP);
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  await join(carla, demo.invitation("Beispielsdorf", "gk"), "Carla");
  const { page } = anna;

  const club = (await create(anna, "akteur", { "Name der Organisation": "Wanderfreunde" })).split("/").at(-1);
  const own = await create(anna, "allianz", { Name: "Bündnis Oberland", Anlass: "Nach dem Abend bei Frau Krause", Treffrhythmus: "jeden Dienstag" });
  await visit(anna, `/r/mitgliedschaft/neu?allianz=${own.split("/").at(-1)}&akteur=${club}&rolle=kern`, /neu/);
  await save(anna);

  // What goes, what stays and why is said before; what belongs to it follows.
  await visit(anna, own);
  await page.getByRole("link", { name: "Mit einer anderen Stadt zusammen" }).click();
  await expect(page.getByRole("region", { name: "Das geht mit" })).toContainText("Treffrhythmus");
  await expect(page.getByRole("region", { name: "Das geht mit" })).not.toContainText("Anlass");
  const stays = page.getByRole("region", { name: "Das bleibt in der eigenen Stadt" });
  await expect(stays).toContainText("Mitglieder, Protokolle");
  await expect(stays.getByRole("link", { name: /Anlass/ })).toContainText("sieht nach einem Namen aus");
  const give = async (): Promise<void> => {
    await page.getByLabel("Welche Stadt?").selectOption({ label: "Beispielsdorf" });
    await page.getByRole("button", { name: "Ins Netzwerk geben" }).click();
    await expect(page.getByText("Gemeinsam mit Beispielsdorf")).toBeVisible();
    await expect(page.getByText("führt jede Stadt für sich")).toBeVisible();
    await expect(page.getByRole("region", { name: "Mitgliedschaften" })).toContainText("Wanderfreunde");
  };
  await give();
  const shared = new URL(page.url()).pathname;
  expect(shared).not.toBe(own);

  // Taken back, everything is where it was; given once more, it is the same alliance.
  await page.getByRole("button", { name: "Rückgängig" }).click();
  await expect(page.getByText("Im Papierkorb").first()).toBeVisible();
  await visit(anna, own);
  await expect(page.getByRole("region", { name: "Mitgliedschaften" })).toContainText("Wanderfreunde");
  await page.getByRole("link", { name: "Mit einer anderen Stadt zusammen" }).click();
  await give();
  expect(new URL(page.url()).pathname).toBe(shared);
  await send(anna);

  // The other town finds it among its own and by searching, without members and names, and takes up its own.
  await visit(carla, "/r/allianz");
  await carla.page.getByRole("link", { name: /Bündnis Oberland/ }).click({ timeout: 60_000 });
  await expect(carla.page.getByText("Gemeinsam mit Musterau")).toBeVisible();
  for (const word of ["Wanderfreunde", "Krause"]) await expect(carla.page.getByText(word)).toHaveCount(0);
  await visit(carla, "/suche?q=Oberland");
  await expect(carla.page.getByRole("link", { name: /Bündnis Oberland/ })).toBeVisible();
  await create(carla, "akteur", { "Name der Organisation": "Dorfchor" });
  await visit(carla, shared);
  await carla.page.getByRole("link", { name: "Mitglied aufnehmen" }).click();
  await carla.page.getByRole("group", { name: "Akteur" }).getByText("Dorfchor").click();
  await save(carla);
  await visit(carla, shared);
  await expect(carla.page.getByRole("region", { name: "Mitgliedschaften" })).toContainText("Dorfchor");

  // Whoever begins one of the same name is told that it is there.
  await visit(carla, "/r/allianz/neu");
  await carla.page.getByLabel("Name", { exact: true }).fill("Bündnis Oberland");
  await expect(carla.page.getByRole("link", { name: /Bündnis Oberland/ })).toBeVisible();

  // What both change without signal stands there for both.
  await demo.stop();
  await change(anna, shared, { Treffrhythmus: "einmal im Monat" });
  await change(carla, shared, { Selbstverständnis: "Wir hören zu." });
  await demo.start();
  for (const one of [anna, carla, anna]) await send(one);
  for (const one of [anna, carla]) {
    await visit(one, shared);
    await expect(one.page.getByText("einmal im Monat").first()).toBeVisible({ timeout: 60_000 });
    await expect(one.page.getByText("Wir hören zu.").first()).toBeVisible({ timeout: 60_000 });
  }
  // The member the other town took up has not come along, not even without its name.
  await expect(page.getByRole("region", { name: "Mitgliedschaften" }).getByRole("listitem")).toHaveCount(1);
});
