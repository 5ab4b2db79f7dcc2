import type { ImportDocument, ImportPreview } from "@shared/api/types";
import { type Steps, WizardPage } from "../WizardPage";
import { CheckStep } from "./CheckStep";
import { dropImport } from "./commands";
import { EndStep, RunStep } from "./EndStep";
import { kSales } from "./kind";
import { MapStep } from "./MapStep";

const kSteps: Steps<ImportDocument, ImportPreview> = {
  kind: kSales,
  title: (t) => t("imports.title"),
  same: (t) => t("imports.same"),
  drop: dropImport,
  Map: MapStep,
  Check: CheckStep,
  Run: RunStep,
  End: EndStep,
};

export default function ImportPage() {
  return <WizardPage steps={kSteps} />;
}
