// What other towns get to see of a question: no draft, and neither the name nor the device of who asks without a sender.
import { join } from "../kit/joining.ts";
import { send } from "../kit/events.ts";
import { save, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

story("a question without a sender names nobody in other towns, and is not there before it is published", async ({ demo, phone }) => {
  story.slow();
  const bea = await phone("Bea");
  const gerd = await phone("Gerd");
  await join(bea, demo.invitation("Beispielsdorf", "gk"), "Bea Dorf");
  await join(gerd, demo.invitation("Musterau", "gk"), "Gerd");

  await visit(bea, "/r/austauschbeitrag/neu?art=frage&absender=anonym&titel=Wer+kennt+Lastenr%C3%A4der&text=Hat+schon+jemand+Jens+Krause+gefragt%3F", /neu/);
  await save(bea);
  await expect(bea.page.getByText("Andere Orte sehen diesen Beitrag nicht")).toBeVisible();
  // However fast it was written: what could name somebody is said before it is published, with the way to change it.
  await expect(bea.page.getByText("„Jens Krause“ sieht nach einem Namen aus.")).toBeVisible();
  await expect(bea.page.getByRole("listitem").filter({ hasText: "Jens Krause" }).getByRole("link", { name: /ändern$/ })).toBeVisible();
  const address = new URL(bea.page.url()).pathname;
  await send(bea);

  // Another town has it, and shows it nowhere.
  for (const place of ["/netzwerk", "/r/austauschbeitrag", "/suche?q=Lastenr", address]) {
    await send(gerd);
    await visit(gerd, place);
    await expect(gerd.page.getByRole("heading").first()).toBeVisible();
    await expect(gerd.page.getByRole("link", { name: /Lastenräder/ })).toHaveCount(0);
    await expect(gerd.page.getByRole("heading", { name: /Lastenräder/ })).toHaveCount(0);
  }

  // Its own town leads it on with one key after the other.
  await visit(bea, address);
  await bea.page.getByRole("button", { name: /Namensprüfung/ }).first().click();
  await bea.page.getByRole("button", { name: /veröffentlicht/ }).first().click();
  await expect(bea.page.getByText("Andere Orte sehen diesen Beitrag nicht")).toHaveCount(0);
  await expect(bea.page.getByText("Bea Dorf").first()).toBeVisible();
  await expect(bea.page.getByRole("link", { name: "Bearbeiten", exact: true })).toBeVisible();
  await send(bea);

  await visit(gerd, "/netzwerk");
  await gerd.page.getByRole("link", { name: /Lastenräder/ }).first().click({ timeout: 60_000 });
  await expect(gerd.page.getByText("ein anderer Ort").first()).toBeVisible();
  // It is not his to change; that it helped he may say, and take back, and he may answer.
  await expect(gerd.page.getByText("Von einem anderen Ort. Ändern kann das nur der Ort selbst oder das Projektteam.")).toBeVisible();
  await expect(gerd.page.getByRole("link", { name: /Bearbeiten|ändern$/ })).toHaveCount(0);
  await expect(gerd.page.getByText("Stand ändern")).toHaveCount(0);
  await expect(gerd.page.getByRole("button", { name: /Papierkorb/ })).toHaveCount(0);
  await expect(gerd.page.getByRole("link", { name: "Antworten" })).toBeVisible();
  await gerd.page.getByRole("button", { name: "Hilfreich +1" }).click();
  await expect(gerd.page.getByText("Hilfreich", { exact: true })).toBeVisible();
  await gerd.page.getByRole("button", { name: "Rückgängig" }).click();
  await visit(gerd, `${address}/bearbeiten`);
  await expect(gerd.page.getByText("Hier darf dieses Gerät nur lesen.")).toBeVisible();
  await visit(gerd, address);
  // Folded away stands who can read the network at all, by name; that says nothing of who wrote.
  await expect(gerd.page.getByText("Bea Dorf").filter({ visible: true })).toHaveCount(0);
  await visit(gerd, `${address}/verlauf`);
  await expect(gerd.page.getByText("ein anderer Ort").first()).toBeVisible();
  await expect(gerd.page.getByText("Bea Dorf").filter({ visible: true })).toHaveCount(0);
});
