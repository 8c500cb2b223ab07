// Where a record is: said only as far as it is known.
import { expect, story } from "../kit/story.ts";
import { join } from "../kit/joining.ts";
import { chip, create, find, visit } from "../kit/records.ts";

story("a record says where it is, and the sync page that the server has everything", async ({ demo, phone }) => {
  const anna = await phone("Anna");
  await join(anna, demo.invitation("Musterau", "gk"), "Anna");
  const ben = await phone("Ben");
  await join(ben, demo.invitation("Musterau", "gk"), "Ben");
  await demo.kill();
  const path = await create(anna, "aufgabe", { "Was ist zu tun?": "Wo liegt das?" });
  await visit(anna, path);
  await expect(anna.page.getByText("nur auf diesem Gerät")).toBeVisible();
  await visit(anna, "/abgleich");
  await expect(anna.page.getByText(/Einträge dieses Geräts sind auf dem Server$/)).toHaveCount(0);

  await demo.start();
  await anna.page.getByRole("button", { name: "Jetzt senden" }).click();
  await expect(anna.page.getByText(/^Alle [\d.]+ Einträge dieses Geräts sind auf dem Server$/)).toBeVisible({ timeout: 60_000 });
  await visit(anna, path);
  await expect(anna.page.getByText(/^hier(, auf dem Server| und auf dem Server)/)).toBeVisible();

  // Ben's next save names the point of the log he has read: that is how it is known that he has it.
  await visit(ben, "/abgleich");
  await ben.page.getByRole("button", { name: "Jetzt senden" }).click();
  await find(ben, "aufgabe", "Wo liegt das?");
  await create(ben, "aufgabe", { "Was ist zu tun?": "Gelesen" });
  await expect(chip(ben)).toHaveText(/Alles gesendet/, { timeout: 60_000 });
  await expect(anna.page.getByText(/^hier, auf dem Server und auf \d+ weiteren Gerät/)).toBeVisible({ timeout: 60_000 });
});
