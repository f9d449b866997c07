-- Whether those who lead a group let nobody new in for now.
ALTER TABLE support_group ADD COLUMN closed_to_newcomers BOOLEAN NOT NULL DEFAULT FALSE;
