-- Who works here, with which rights, in which store. All of it is small and read by primary key or by a page.

-- @reference
CREATE TABLE setting (
    id BIGINT NOT NULL,
    chain_name TEXT NOT NULL,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    language TEXT NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT setting_pk PRIMARY KEY (id),
    CONSTRAINT setting_one_ck CHECK (id = 1),
    CONSTRAINT setting_language_ck CHECK (language IN ('zh', 'en'))
);

-- @reference
CREATE TABLE org_unit (
    id BIGINT NOT NULL,
    parent_id BIGINT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT,
    phone TEXT,
    address TEXT,
    time_zone TEXT,
    status TEXT NOT NULL,
    path TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT org_unit_pk PRIMARY KEY (id),
    CONSTRAINT org_unit_parent_fk FOREIGN KEY (parent_id) REFERENCES org_unit (id),
    CONSTRAINT org_unit_path_uq UNIQUE (path),
    CONSTRAINT org_unit_code_uq UNIQUE (code),
    CONSTRAINT org_unit_kind_ck CHECK (kind IN ('headquarters', 'branch', 'franchisee', 'store')),
    CONSTRAINT org_unit_status_ck CHECK (status IN ('active', 'disabled')),
    CONSTRAINT org_unit_root_ck CHECK ((parent_id IS NULL) = (kind = 'headquarters'))
);
CREATE INDEX org_unit_parent_ix ON org_unit (parent_id);
CREATE INDEX org_unit_name_ix ON org_unit (name_folded, id);

-- @reference
CREATE TABLE staff (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    sign_in_name TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    guide_number TEXT,
    wechat_id TEXT,
    org_unit_id BIGINT NOT NULL,
    status TEXT NOT NULL,
    language TEXT NOT NULL,
    theme TEXT NOT NULL,
    must_change_password BIGINT NOT NULL,
    totp_enabled BIGINT NOT NULL,
    last_sign_in_at BIGINT,
    name_folded TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    password_hash TEXT,
    CONSTRAINT staff_pk PRIMARY KEY (id),
    CONSTRAINT staff_sign_in_name_uq UNIQUE (sign_in_name),
    CONSTRAINT staff_guide_number_uq UNIQUE (guide_number),
    CONSTRAINT staff_org_unit_fk FOREIGN KEY (org_unit_id) REFERENCES org_unit (id),
    CONSTRAINT staff_status_ck CHECK (status IN ('active', 'disabled')),
    CONSTRAINT staff_language_ck CHECK (language IN ('zh', 'en')),
    CONSTRAINT staff_theme_ck CHECK (theme IN ('system', 'light', 'dark')),
    CONSTRAINT staff_must_change_password_ck CHECK (must_change_password IN (0, 1)),
    CONSTRAINT staff_totp_enabled_ck CHECK (totp_enabled IN (0, 1))
);
CREATE INDEX staff_org_unit_ix ON staff (org_unit_id);
CREATE INDEX staff_name_ix ON staff (name_folded, id);

-- @reference
CREATE TABLE role (
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    data_scope TEXT NOT NULL,
    built_in BIGINT NOT NULL,
    grants_everything BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT role_pk PRIMARY KEY (id),
    CONSTRAINT role_name_uq UNIQUE (name),
    CONSTRAINT role_data_scope_ck CHECK (data_scope IN ('own', 'store', 'branch', 'all')),
    CONSTRAINT role_built_in_ck CHECK (built_in IN (0, 1)),
    CONSTRAINT role_grants_everything_ck CHECK (grants_everything IN (0, 1))
);

-- @reference
CREATE TABLE role_permission (
    role_id BIGINT NOT NULL,
    permission TEXT NOT NULL,
    CONSTRAINT role_permission_pk PRIMARY KEY (role_id, permission),
    CONSTRAINT role_permission_role_fk FOREIGN KEY (role_id) REFERENCES role (id)
);

-- @reference
CREATE TABLE staff_role (
    staff_id BIGINT NOT NULL,
    role_id BIGINT NOT NULL,
    CONSTRAINT staff_role_pk PRIMARY KEY (staff_id, role_id),
    CONSTRAINT staff_role_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id),
    CONSTRAINT staff_role_role_fk FOREIGN KEY (role_id) REFERENCES role (id)
);
CREATE INDEX staff_role_role_ix ON staff_role (role_id, staff_id);

-- The token itself is nowhere: only its SHA-256.
-- @reference
CREATE TABLE session (
    id BIGINT NOT NULL,
    staff_id BIGINT NOT NULL,
    token_hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    source_address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    revoked BIGINT NOT NULL,
    CONSTRAINT session_pk PRIMARY KEY (id),
    CONSTRAINT session_token_uq UNIQUE (token_hash),
    CONSTRAINT session_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id),
    CONSTRAINT session_revoked_ck CHECK (revoked IN (0, 1))
);
CREATE INDEX session_staff_ix ON session (staff_id, id);
CREATE INDEX session_expiry_ix ON session (expires_at);

-- Failed sign-ins in a row. A name is kept as its hash: people type their password into the wrong field. The value of
-- name_at_address is the name's and, behind a colon, the address.
-- @reference
CREATE TABLE sign_in_attempt (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    failures BIGINT NOT NULL,
    last_failure_at BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    CONSTRAINT sign_in_attempt_pk PRIMARY KEY (kind, value),
    CONSTRAINT sign_in_attempt_kind_ck CHECK (kind IN ('address', 'name', 'name_at_address'))
);
CREATE INDEX sign_in_attempt_age_ix ON sign_in_attempt (last_failure_at);

-- The second factor. The secret is sealed with a key that lies beside the database, not in it.
-- @reference
CREATE TABLE totp (
    staff_id BIGINT NOT NULL,
    secret_sealed BYTEA NOT NULL,
    confirmed BIGINT NOT NULL,
    last_used_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT totp_pk PRIMARY KEY (staff_id),
    CONSTRAINT totp_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id),
    CONSTRAINT totp_confirmed_ck CHECK (confirmed IN (0, 1))
);
