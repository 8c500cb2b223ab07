// A server that answers, but with a failure: what waits is not said to be going out, and the next try has a time.
import { join } from "../kit/joining.ts";
import { chip, create, visit } from "../kit/records.ts";
import { expect, story } from "../kit/story.ts";

for (const status of [500, 503]) {
  story(`a server that answers ${status} is quoted, with the time of the next try, until it takes what waits`, async ({ demo, phone }) => {
    const anna = await phone("Anna");
    const { page } = anna;
    await join(anna, demo.invitation("Musterau", "gk"), "Telefon Anna");
    await expect(chip(anna)).toHaveText(/Alles gesendet/);
    await page.route("**/v1/**", (route) => route.fulfill({ status, contentType: "text/plain", body: "" }));
    await create(anna, "notiz", { "Was war?": "Am Brunnen fehlt Licht" });
    await visit(anna, "/abgleich");
    await page.getByRole("button", { name: "Jetzt senden" }).click();
    await expect(page.getByText(/^Nächster Versuch .*\d\d:\d\d, oder gleich mit „Jetzt senden“$/)).toBeVisible();
    await expect(page.getByText("Beim Server ist etwas schiefgegangen.")).toBeVisible();
    await expect(page.getByText("geht gerade raus")).toHaveCount(0);
    await page.unroute("**/v1/**");
    await page.getByRole("button", { name: "Jetzt senden" }).click();
    await expect(chip(anna)).toHaveText(/Alles gesendet/, { timeout: 60_000 });
    await expect(page.getByText(/^Nächster Versuch/)).toHaveCount(0);
  });
}
