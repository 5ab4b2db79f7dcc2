import { randomUUID } from "node:crypto";
import { kAdmin } from "./office";
import { running } from "./server";

/** Prepares what a journey starts from, by the API and as the administrator. */
export class Arrange {
  private constructor(private readonly token: string) {}

  static asAdministrator(): Promise<Arrange> {
    return Arrange.as(kAdmin.signInName, kAdmin.password);
  }

  static async as(sign_in_name: string, password: string): Promise<Arrange> {
    const answer = await send<{ token: string }>("/v1/sessions", { sign_in_name, password });
    return new Arrange(answer.token);
  }

  product(body: { sku: string; name: string; price_minor: number; cost_minor: number; barcode?: string }) {
    return send<{ id: string }>("/v1/products", body, this.token);
  }

  customer(body: {
    name: string;
    phone?: string;
    store_id: string;
    card_number?: string;
    birthday_on?: string;
  }) {
    return send<{ id: string }>("/v1/customers", body, this.token);
  }

  /** A completed sale, as quoted, paid in cash. */
  async sale(store_id: string, product_id: string, quantity: number, customer_id?: string) {
    const lines = [{ product_id, quantity }];
    const who = customer_id ? { customer_id } : {};
    const quote = await send<{ payable_minor: number }>(
      "/v1/quotes",
      { store_id, ...who, lines },
      this.token,
    );
    const amount_minor = quote.payable_minor;
    return send<{ sale: { customer_id: string; sale_id: string; payable_minor: number } }>(
      "/v1/sales",
      {
        store_id,
        ...who,
        lines,
        payments: [{ kind: "cash", amount_minor }],
        expected_payable_minor: amount_minor,
      },
      this.token,
    );
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${running().url}${path}`, {
      headers: { Authorization: `Bearer ${this.token}` },
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  post<T>(path: string, body: object): Promise<T> {
    return send<T>(path, body, this.token);
  }

  /** Somebody who may do this and no more, with the password already his own. */
  async hire(name: string, sign_in_name: string, password: string, permissions: string[]): Promise<void> {
    const role = await this.post<{ id: string }>("/v1/roles", {
      name: `${name}的角色`,
      data_scope: "all",
      permissions,
    });
    const { items } = await this.get<{ items: { id: string }[] }>("/v1/org_units?kind=headquarters");
    await this.employ(name, sign_in_name, password, items[0]?.id ?? "", role.id);
  }

  /** Somebody who works there as that, with the password already his own; answers who he is. */
  async employ(
    name: string,
    sign_in_name: string,
    password: string,
    org_unit_id: string,
    role_id: string,
  ): Promise<string> {
    const person = await this.post<{ id: string }>("/v1/staff", {
      name,
      sign_in_name,
      org_unit_id,
      role_ids: [role_id],
    });
    const { temporary_password } = await this.post<{ temporary_password: string }>(
      `/v1/staff/${person.id}/reset_password`,
      {},
    );
    const { token } = await send<{ token: string }>("/v1/sessions", {
      sign_in_name,
      password: temporary_password,
    });
    await send("/v1/me/password", { current_password: temporary_password, new_password: password }, token);
    return person.id;
  }

  serviceTypes() {
    return this.get<{ items: { id: string; weight_ppm: number; version: number }[] }>("/v1/service_types");
  }

  async reprice(product_id: string, price_minor: number): Promise<void> {
    const { version } = await this.get<{ version: number }>(`/v1/products/${product_id}`);
    await this.patch(`/v1/products/${product_id}`, version, { price_minor });
  }

  private async patch(path: string, version: number, body: object): Promise<void> {
    const answer = await fetch(`${running().url}${path}`, {
      method: "PATCH",
      headers: {
        Authorization: `Bearer ${this.token}`,
        "Content-Type": "application/json",
        "Idempotency-Key": randomUUID(),
        "If-Match": `"${version}"`,
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} was not changed: ${await answer.text()}`);
  }

  /** Puts weights back to what they were, for the journeys that follow. */
  async restoreWeights(before: readonly { id: string; weight_ppm: number }[]): Promise<void> {
    for (const now of (await this.serviceTypes()).items) {
      const weight_ppm = before.find((one) => one.id === now.id)?.weight_ppm ?? now.weight_ppm;
      if (weight_ppm === now.weight_ppm) continue;
      await this.patch(`/v1/service_types/${now.id}`, now.version, { weight_ppm });
    }
  }

  async storeId(name: string): Promise<string> {
    const { items } = await this.get<{ items: { id: string; name: string }[] }>("/v1/org_units?kind=store");
    const found = items.find((unit) => unit.name === name);
    if (!found) throw new Error(`there is no store ${name}`);
    return found.id;
  }
}

async function send<T>(path: string, body: object, token?: string): Promise<T> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (token) Object.assign(headers, { Authorization: `Bearer ${token}`, "Idempotency-Key": randomUUID() });
  const answer = await fetch(`${running().url}${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  const text = await answer.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
