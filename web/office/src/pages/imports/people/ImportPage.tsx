import type { PeopleDocument, PeoplePreview } from "@shared/api/types";
import { type Steps, WizardPage } from "../WizardPage";
import { CheckStep } from "./CheckStep";
import { dropImport } from "./commands";
import { EndStep, RunStep } from "./EndStep";
import { kPeople } from "./kind";
import { MapStep } from "./MapStep";

const kSteps: Steps<PeopleDocument, PeoplePreview> = {
  kind: kPeople,
  title: (t) => t("peopleImports.title"),
  same: (t) => t("peopleImports.same"),
  drop: dropImport,
  Map: MapStep,
  Check: CheckStep,
  Run: RunStep,
  End: EndStep,
};

export default function ImportPage() {
  return <WizardPage steps={kSteps} />;
}
