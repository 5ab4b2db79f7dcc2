import { auditActions } from "./auditActions";
import { auditFields } from "./auditFields";
import { behaviour, behaviourReasons } from "./behaviour";
import { bulk, bulkReasons } from "./bulk";
import { duplicateReasons, duplicates } from "./duplicates";
import { followUpReasons, followUps } from "./followUps";
import { grading, gradingReasons } from "./grading";
import { lab, labReasons, weighingReasons } from "./lab";
import { cleaningTrail, mergeTimeline, unmerge } from "./merging";
import { ownFieldReasons, ownFields } from "./ownFields";
import { peopleImportReasons, peopleImports } from "./peopleImports";
import { pool } from "./pool";
import { poolReasons } from "./poolReasons";
import { poolRules } from "./poolRules";
import { privacy, privacyReasons } from "./privacy";
import { profileReasons, profiles } from "./profiles";
import { records } from "./records";
import { binReasons, recycleBin } from "./recycleBin";
import { rewards, rewardsReasons } from "./rewards";
import { sales, salesReasons } from "./sales";
import { till } from "./till";
import { viewReasons, views } from "./views";
import { wallet, walletReasons } from "./wallet";

/** What nobody reads before signing in; loaded with the shell, so that the first page stays small. */
export const laterTexts = {
  reasons: {
    client: { amount_not_shown: "金额刚算好，请核对后再确认。" },
    pool: poolReasons,
    follow_ups: followUpReasons,
    grading: gradingReasons,
    points: walletReasons,
    sales: salesReasons,
    rewards: rewardsReasons,
    behaviour: behaviourReasons,
    imports: peopleImportReasons,
    duplicates: duplicateReasons,
    lab: labReasons,
    programme: weighingReasons,
    own_fields: ownFieldReasons,
    profiles: profileReasons,
    views: viewReasons,
    bulk: bulkReasons,
    customers: binReasons,
    privacy: privacyReasons,
  },
  nav: { recycleBin: "回收站", reveals: "电话查看记录", privacy: "隐私" },
  audit: {
    field: auditFields,
    did: {
      ...auditActions,
      ...cleaningTrail,
      customers: { ...auditActions.customers, ...cleaningTrail.customers },
      imports: { ...auditActions.imports, ...cleaningTrail.imports },
    },
  },
  customers: {
    unmerge,
    timeline: { ...mergeTimeline, deleted: "删除了客户：{{reason}}", restored: "从回收站恢复了客户" },
    sourceName: { web: "网站", fair: "展会", referral: "转介绍", store: "门店", phone: "电话" },
    moves: {
      title: "一并转入的内容",
      part: "{{what}}：{{n}}",
      values: "字段值：{{names}}",
      and: "、",
      nothing: "档案本身没有可转入的内容：没有标签、地址等。",
    },
  },
  roles: {
    module: {
      programme: "积分方案",
      behaviour: "行为",
      own_fields: "自定义字段与标签",
      views: "已存视图",
      bulk: "批量任务",
      privacy: "隐私",
      follow_ups: "跟进",
      grading: "线索与评级",
      imports: "导入",
      lab: "策略实验室",
      duplicates: "疑似重复",
    },
  },
  names: {
    colleague: "同事",
    chooseStore: "请选择客户归属哪家门店",
    storeHint: "总部不接待客户：请选择归属的门店，下次会记住",
  },
  home: {
    todo: {
      going_back: "我的客户三天内回公海",
      tasks_due: "我的待办今天到期或已逾期",
      pool_requests: "公海申请等待审批",
      adjustments_waiting: "积分调整等待审批",
      behaviour_waiting: "行为记录等待审批",
      points_expiring: "会员积分将在七天内到期",
    },
  },
  sales,
  till,
  wallet,
  rewards,
  behaviour,
  ownFields,
  profiles,
  views,
  bulk,
  recycleBin,
  privacy,
  records,
  pool,
  poolRules,
  followUps,
  peopleImports,
  duplicates,
  grading,
  lab,
  // The server names these by itself.
  follow_ups: { timeline: followUps.timeline },
} as const;
