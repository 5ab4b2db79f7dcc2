import type * as P from "@shared/api/profiles";
import { chosen, emailLike, needed, phoneLike } from "@shared/ui/form/rules";
import { Phone, Status } from "@shared/ui/Values";
import { Form, Input, InputNumber, Select, Switch } from "antd";
import {
  AtSign,
  Car,
  ContactRound,
  MapPin,
  MessageCircle,
  Phone as PhoneIcon,
  Smartphone,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { DayItem, DivisionInput, NoteItem, TextItem } from "./inputs";
import { PartSection } from "./PartSection";
import "./profiles.css";

function useLabels(names: readonly string[]): Record<string, string> {
  const { t } = useTranslation();
  const look = t as unknown as (key: string) => string;
  return Object.fromEntries(names.map((name) => [name, look(`profiles.field.${name}`)]));
}

function MainSwitch(props: { label?: string }) {
  return (
    <Form.Item name="is_main" label={props.label} valuePropName="checked" required>
      <Switch />
    </Form.Item>
  );
}

function Main(props: { shown: boolean }) {
  const { t } = useTranslation();
  return props.shown ? <Status tone="accent">{t("profiles.main")}</Status> : null;
}

function AddressInputs(props: { labels: Record<string, string> }) {
  const { t } = useTranslation();
  const { labels } = props;
  const form = Form.useFormInstance<P.CustomerAddressWrite>();
  const inChina = (Form.useWatch("country", form) ?? "CN").trim().toUpperCase() === "CN";
  return (
    <>
      <Form.Item name="kind" label={labels.kind} rules={[chosen(t, labels.kind ?? "")]}>
        <Select
          options={(["home", "work", "shop", "delivery", "other"] as const).map((value) => ({
            value,
            label: t(`profiles.addressKind.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="country"
        label={labels.country}
        extra={t("profiles.field.countryHint")}
        rules={[{ required: true, pattern: /^\s*[A-Za-z]{2}\s*$/, message: t("profiles.field.countryHint") }]}
      >
        <Input maxLength={2} autoComplete="off" />
      </Form.Item>
      {inChina ? (
        <Form.Item name="division_code" label={labels.division_code}>
          <DivisionInput />
        </Form.Item>
      ) : (
        <TextItem name="region" label={labels.region} max={200} />
      )}
      <Form.Item name="street" label={labels.street} rules={[needed(t, labels.street ?? ""), { max: 300 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <TextItem name="postal_code" label={labels.postal_code} max={16} />
      <TextItem name="recipient" label={labels.recipient} max={120} />
      <Form.Item name="phone" label={labels.phone} rules={[phoneLike(t)]}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <MainSwitch label={labels.is_main} />
      <NoteItem label={labels.note} />
    </>
  );
}

function Addresses(props: { customerId: string }) {
  const { t } = useTranslation();
  const labels = useLabels(
    "kind,country,division_code,region,street,postal_code,recipient,phone,is_main,note".split(","),
  );
  return (
    <PartSection<P.CustomerAddress, P.CustomerAddressWrite>
      customerId={props.customerId}
      kind="addresses"
      icon={<MapPin size={16} />}
      initial={{ kind: "home", country: "CN", is_main: false }}
      labels={labels}
      name={(address) => [address.region, address.street].filter(Boolean).join(" ")}
      mark={(address) => (
        <>
          <span className="hp-faint">{t(`profiles.addressKind.${address.kind}`)}</span>{" "}
          <Main shown={address.is_main} />
        </>
      )}
      lines={(address) => [
        [address.country === "CN" ? undefined : address.country, address.postal_code]
          .filter(Boolean)
          .join(" "),
        address.recipient,
        address.phone ? <Phone key="phone" text={address.phone} /> : undefined,
        address.note,
      ]}
      inputs={() => <AddressInputs labels={labels} />}
    />
  );
}

function Contacts(props: { customerId: string }) {
  const { t } = useTranslation();
  const labels = useLabels("name,title,phone,email,wechat_id,is_main,note".split(","));
  return (
    <PartSection<P.CustomerContact, P.CustomerContactWrite>
      customerId={props.customerId}
      kind="contacts"
      icon={<ContactRound size={16} />}
      initial={{ is_main: false }}
      labels={labels}
      name={(contact) => contact.name}
      mark={(contact) => <Main shown={contact.is_main} />}
      lines={(contact) => [
        contact.title,
        contact.phone ? <Phone key="phone" text={contact.phone} /> : undefined,
        contact.email,
        contact.wechat_id,
        contact.note,
      ]}
      inputs={() => (
        <>
          <Form.Item name="name" label={labels.name} rules={[needed(t, labels.name ?? ""), { max: 120 }]}>
            <Input autoFocus autoComplete="off" />
          </Form.Item>
          <TextItem name="title" label={labels.title} max={100} />
          <Form.Item name="phone" label={labels.phone} rules={[phoneLike(t)]}>
            <Input inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="email" label={labels.email} rules={[emailLike(t), { max: 254 }]}>
            <Input autoComplete="off" />
          </Form.Item>
          <TextItem name="wechat_id" label={labels.wechat_id} max={60} />
          <MainSwitch label={labels.is_main} />
          <NoteItem label={labels.note} />
        </>
      )}
    />
  );
}

const kChannelIcons = { phone: PhoneIcon, email: AtSign, wechat: MessageCircle };

function Channels(props: { customerId: string }) {
  const { t } = useTranslation();
  const labels = useLabels(["kind", "value", "label"]);
  return (
    <PartSection<P.CustomerChannel, P.CustomerChannelWrite>
      customerId={props.customerId}
      kind="channels"
      icon={<PhoneIcon size={16} />}
      initial={{ kind: "phone" }}
      labels={labels}
      name={(channel) => channel.value}
      mark={(channel) => {
        const Icon = kChannelIcons[channel.kind];
        return (
          <span className="hp-faint">
            <Icon size={13} aria-hidden="true" /> {t(`profiles.channelKind.${channel.kind}`)}
          </span>
        );
      }}
      lines={(channel) => [channel.label]}
      inputs={(channel) => (
        <>
          <Form.Item name="kind" label={labels.kind} required>
            <Select
              disabled={channel !== undefined}
              options={(["phone", "email", "wechat"] as const).map((value) => ({
                value,
                label: t(`profiles.channelKind.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="value" label={labels.value} rules={[needed(t, labels.value ?? ""), { max: 254 }]}>
            <Input autoFocus autoComplete="off" />
          </Form.Item>
          <TextItem name="label" label={labels.label} max={40} extra={t("profiles.field.labelHint")} />
        </>
      )}
    />
  );
}

function Vehicles(props: { customerId: string }) {
  const { t } = useTranslation();
  const labels = useLabels(
    "plate,vin,brand,model,colour,bought_on,mileage_km,insured_until,warranty_until,note".split(","),
  );
  const dated = (label: string | undefined, day: string | undefined) => (day ? `${label} ${day}` : undefined);
  return (
    <PartSection<P.CustomerVehicle, P.CustomerVehicleWrite>
      customerId={props.customerId}
      kind="vehicles"
      icon={<Car size={16} />}
      initial={{}}
      labels={labels}
      name={(vehicle) => vehicle.plate ?? vehicle.vin ?? ""}
      lines={(vehicle) => [
        [vehicle.brand, vehicle.model, vehicle.colour].filter(Boolean).join(" · "),
        vehicle.plate ? vehicle.vin : undefined,
        vehicle.mileage_km === undefined ? undefined : `${vehicle.mileage_km} km`,
        dated(labels.insured_until, vehicle.insured_until),
        dated(labels.warranty_until, vehicle.warranty_until),
        vehicle.note,
      ]}
      inputs={() => (
        <>
          <Form.Item
            name="plate"
            label={labels.plate}
            extra={t("reasons.profiles.plate_or_vin_needed")}
            rules={[{ max: 20 }]}
          >
            <Input autoFocus autoComplete="off" />
          </Form.Item>
          <TextItem name="vin" label={labels.vin} max={30} />
          <TextItem name="brand" label={labels.brand} max={60} />
          <TextItem name="model" label={labels.model} max={60} />
          <TextItem name="colour" label={labels.colour} max={40} />
          <DayItem name="bought_on" label={labels.bought_on} />
          <Form.Item name="mileage_km" label={labels.mileage_km}>
            <InputNumber min={0} max={10_000_000} precision={0} style={{ width: "100%" }} />
          </Form.Item>
          <DayItem name="insured_until" label={labels.insured_until} />
          <DayItem name="warranty_until" label={labels.warranty_until} />
          <NoteItem label={labels.note} />
        </>
      )}
    />
  );
}

function Devices(props: { customerId: string }) {
  const { t } = useTranslation();
  const labels = useLabels("kind,brand,model,imei,serial_number,bought_on,warranty_until,note".split(","));
  return (
    <PartSection<P.CustomerDevice, P.CustomerDeviceWrite>
      customerId={props.customerId}
      kind="devices"
      icon={<Smartphone size={16} />}
      initial={{ kind: "phone" }}
      labels={labels}
      name={(device) =>
        [device.brand, device.model].filter(Boolean).join(" ") || device.serial_number || device.imei || ""
      }
      mark={(device) => <span className="hp-faint">{t(`profiles.deviceKind.${device.kind}`)}</span>}
      lines={(device) => [
        device.imei ? `IMEI ${device.imei}` : undefined,
        device.serial_number ? `${labels.serial_number} ${device.serial_number}` : undefined,
        device.warranty_until ? `${labels.warranty_until} ${device.warranty_until}` : undefined,
        device.note,
      ]}
      inputs={() => (
        <>
          <Form.Item name="kind" label={labels.kind} required>
            <Select
              options={(["phone", "tablet", "computer", "watch", "appliance", "other"] as const).map(
                (value) => ({
                  value,
                  label: t(`profiles.deviceKind.${value}`),
                }),
              )}
            />
          </Form.Item>
          <TextItem name="brand" label={labels.brand} max={60} />
          <TextItem name="model" label={labels.model} max={60} />
          <TextItem name="imei" label={labels.imei} max={30} />
          <TextItem name="serial_number" label={labels.serial_number} max={60} />
          <DayItem name="bought_on" label={labels.bought_on} />
          <DayItem name="warranty_until" label={labels.warranty_until} />
          <NoteItem label={labels.note} />
        </>
      )}
    />
  );
}

export default function DetailsTab(props: { customerId: string }) {
  const { customerId } = props;
  return (
    <div className="hp-parts-all">
      <Contacts customerId={customerId} />
      <Channels customerId={customerId} />
      <Addresses customerId={customerId} />
      <Vehicles customerId={customerId} />
      <Devices customerId={customerId} />
    </div>
  );
}
