-- Written by tools/keep_schema.py; once released, never again.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answer (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	thread INTEGER NOT NULL,
	warning INTEGER NOT NULL,
	code TEXT NOT NULL,
	text TEXT,
	at INTEGER NOT NULL,
	author TEXT NOT NULL,
	change INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (patient_id, id),
	CONSTRAINT uq_answer_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT fk_answer_patient_id_warning FOREIGN KEY(patient_id, warning) REFERENCES warning (patient_id, no),
	CONSTRAINT fk_answer_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_answer_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_answer_no_counted CHECK (no >= 1),
	CONSTRAINT ck_answer_thread_begun CHECK (thread BETWEEN 1 AND warning),
	CONSTRAINT ck_answer_code_known CHECK (code IN ('doctor-cleared', 'decided-with-therapist', 'away-from-spine', 'pain-eased', 'light-technique', 'not-rated', 'other')),
	CONSTRAINT ck_answer_other_said CHECK (code <> 'other' OR (text IS NOT NULL AND length(trim(text)) > 0)),
	CONSTRAINT ck_answer_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_answer_voided_by_change CHECK (voided_by >= 0)
) STRICT;
INSERT INTO "answer" VALUES(1,X'019B8D7DF1C07C27B07AE334243E65BE',1,1,1,'other','her own wish',1767605400000,'Eva',9,10);
INSERT INTO "answer" VALUES(1,X'019B8D7FC6807F89AC5F79BD22165F70',2,1,1,'decided-with-therapist',NULL,1767605520000,'Eva',11,0);
CREATE TABLE change (
	patient_id INTEGER NOT NULL,
	no INTEGER NOT NULL,
	id BLOB NOT NULL,
	command BLOB NOT NULL,
	at INTEGER NOT NULL,
	author TEXT NOT NULL,
	action TEXT NOT NULL,
	takes_back INTEGER NOT NULL,
	CONSTRAINT pk_change PRIMARY KEY (patient_id, no),
	CONSTRAINT uq_change_id UNIQUE (id),
	CONSTRAINT ck_change_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_change_command_bytes CHECK (length(command) = 16),
	CONSTRAINT ck_change_no_counted CHECK (no >= 1),
	CONSTRAINT ck_change_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_change_action_filled CHECK (length(trim(action)) > 0),
	CONSTRAINT ck_change_takes_back_earlier CHECK (takes_back >= 0 AND takes_back < no)
) STRICT;
INSERT INTO "change" VALUES(1,1,X'019B8D2B8C007BD5947E446FCEC21173',X'019B8D2B8C0075B1A5224A58B791F1D8',1767600000000,'anna','patient add',0);
INSERT INTO "change" VALUES(2,1,X'019B8D2C766072B3B4D58D82CA63C96E',X'019B8D2C766076C6A9C92D99BF350718',1767600060000,'anna','patient add',0);
INSERT INTO "change" VALUES(1,2,X'019B8D301FE07F8FAB1A39F3C3E64351',X'019B8D301FE07129903AC1D45597FDF1',1767600300000,'Eva','phase start',0);
INSERT INTO "change" VALUES(1,3,X'019B8D310A407A14ACF0D98A98E19661',X'019B8D310A407DA788A61E029A8A5B02',1767600360000,'Eva','log',0);
INSERT INTO "change" VALUES(1,4,X'019B8D31F4A070669970EF3F6DF0ED7E',X'019B8D31F4A07CB89287FDC8C03881C3',1767600420000,'Eva','log',0);
INSERT INTO "change" VALUES(1,5,X'019B8D32DF007A788DC29492A875C6F3',X'019B8D32DF007F119A3B3DF245AD0238',1767600480000,'Eva','log',0);
INSERT INTO "change" VALUES(1,6,X'019B8D33C96077CAB38EB48C14EC6DA4',X'019B8D33C9607AC48A6A9E826BD690EA',1767600540000,'Eva','log',0);
INSERT INTO "change" VALUES(1,7,X'019B8D34B3C0703DA04BF0A4F21E3EBE',X'019B8D34B3C0705397FEED6740B925DC',1767600600000,'Eva','log',0);
INSERT INTO "change" VALUES(1,8,X'019B8D627A807C91BAEFAE179BF70F6C',X'019B8D627A807E0FA7F9F7A910B63480',1767603600000,'Eva','log',0);
INSERT INTO "change" VALUES(1,9,X'019B8D7DF1C079DA8896481471DAD608',X'019B8D7DF1C075B49FF0C5475A81B264',1767605400000,'Eva','answer',0);
INSERT INTO "change" VALUES(1,10,X'019B8D7EDC207FA1ACAA98364A2CFB5D',X'019B8D7EDC2078AFA2CCBD6C7F67106A',1767605460000,'Eva','undo',9);
INSERT INTO "change" VALUES(1,11,X'019B8D7FC680784B9DC66B1AABACFBBC',X'019B8D7FC6807F13BE8CD7B9FAE1FAB3',1767605520000,'Eva','answer',0);
INSERT INTO "change" VALUES(1,12,X'019B8D871980730388C7A421E8295C85',X'019B8D8719807608ACA9153D2882A11B',1767606000000,'Eva','log',0);
INSERT INTO "change" VALUES(1,13,X'019B9251E800785DA578ACFB210BFB4E',X'019B9251E8007C8D9C7D438A96BB9207',1767686400000,'Eva','measure add',0);
INSERT INTO "change" VALUES(1,14,X'019B9252D26073F28264D806ACA59C2B',X'019B9252D260753CA49D8DE3DA970394',1767686460000,'Eva','measure add',0);
INSERT INTO "change" VALUES(1,15,X'019B9253BCC0718193336B5E248A8AEB',X'019B9253BCC07B5FA9FB4D32260341C5',1767686520000,'Eva','measure stop',0);
INSERT INTO "change" VALUES(1,16,X'019B9254A720735A8A67298A86830458',X'019B9254A72074F3BBDCF8E85F8C6F3B',1767686580000,'Eva','clearance add',0);
INSERT INTO "change" VALUES(1,17,X'019B925591807B7FAF44424DC2A8498C',X'019B925591807A2CB05A2BA88975E5E8',1767686640000,'Eva','clearance end',0);
INSERT INTO "change" VALUES(1,18,X'019B92567BE07127B601C77B39629DC8',X'019B92567BE07BCEA39B859205F5B9BA',1767686700000,'Eva','clearance add',0);
INSERT INTO "change" VALUES(1,19,X'019B925766407832B383E8CA23CF1621',X'019B9257664077AA9CE2A7DC3EF091BD',1767686760000,'Eva','rule set',0);
INSERT INTO "change" VALUES(1,20,X'019B925850A07A189E0E0B7D297BB8DE',X'019B925850A070AE9A345B47146D20F3',1767686820000,'Eva','rule set',0);
INSERT INTO "change" VALUES(1,21,X'019B92593B007D959469490D247C37D0',X'019B92593B0078ADA833F442E6F03581',1767686880000,'Eva','undo',20);
INSERT INTO "change" VALUES(1,22,X'019B9778440078DBA70002BFD989448A',X'019B977844007396965BAFB9176A9858',1767772800000,'Eva','edit',0);
INSERT INTO "change" VALUES(1,23,X'019B97792E60725EA9070444F8CDC73A',X'019B97792E607A6C8554C31B49759099',1767772860000,'Eva','edit',0);
INSERT INTO "change" VALUES(1,24,X'019B977A18C07C30B317977E66CC108D',X'019B977A18C0713A9F950EDC472E6BDC',1767772920000,'Eva','edit',0);
INSERT INTO "change" VALUES(1,25,X'019B977B03207096BCD7EED18DF151AC',X'019B977B032076BD92EE41F35A414F08',1767772980000,'Eva','void',0);
INSERT INTO "change" VALUES(1,26,X'019B977BED8070AA8FC184226EC1FC47',X'019B977BED8076D685048EBAF773BA03',1767773040000,'Eva','void',0);
INSERT INTO "change" VALUES(1,27,X'019B977CD7E07E0C9BCC8F07F39F422F',X'019B977CD7E0731DA33F76B4C544071C',1767773100000,'Eva','unvoid',0);
INSERT INTO "change" VALUES(1,28,X'019B977DC2407A559F2AEB37DD285541',X'019B977DC2407918AC58DC12504ACB11',1767773160000,'Eva','undo',27);
INSERT INTO "change" VALUES(1,29,X'019B977EACA07AA49AA87DB8DD45F0A5',X'019B977EACA074668287327FB3F30B2B',1767773220000,'Eva','redo',28);
INSERT INTO "change" VALUES(1,30,X'019B977F970074449FB323B56E521A7F',X'019B977F97007EC1AAB6EFE0634B6774',1767773280000,'Eva','course done',0);
INSERT INTO "change" VALUES(1,31,X'019B978081607A8E9F4F0C68F562E557',X'019B978081607B0E89793F993B1D0C06',1767773340000,'Eva','phase start',0);
INSERT INTO "change" VALUES(1,32,X'019B97816BC079819AE6A541EBBA9682',X'019B97816BC071DEA74273CED71BE240',1767773400000,'Eva','patient edit',0);
INSERT INTO "change" VALUES(1,33,X'019BA6EB580076CA8B9B48FA806E29D1',X'019BA6EB580078858BFAA7FC86352FF7',1768032000000,'Eva','import',0);
INSERT INTO "change" VALUES(2,2,X'019BA6EB58007DE4ADD85DE0336C71D5',X'019BA6EB580078858BFAA7FC86352FF7',1768032000000,'Eva','import',0);
INSERT INTO "change" VALUES(2,3,X'019BA6F47FC072CCBF42B07D5906C490',X'019BA6F47FC07AAAB64127A9D31E6949',1768032600000,'Eva','log',0);
INSERT INTO "change" VALUES(2,4,X'019BA6F56A2079B0BC1457BEA12B9B74',X'019BA6F56A2073748A38D1052A4B76BD',1768032660000,'Eva','log',0);
INSERT INTO "change" VALUES(1,34,X'019BA6F65480798EAC73C630A1DDF0CE',X'019BA6F654807DEE89D07B48FFC6B5F6',1768032720000,'Eva','log',0);
INSERT INTO "change" VALUES(1,35,X'019BA6F73EE074BE9FABF8F7B508280F',X'019BA6F73EE074B681907F615715D3EE',1768032780000,'Eva','log',0);
INSERT INTO "change" VALUES(1,36,X'019BA6F829407590AEB79F5A6FAE5F56',X'019BA6F829407D08A1897A4A347A2D9E',1768032840000,'Eva','edit',0);
CREATE TABLE clearance (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	doctor TEXT NOT NULL,
	specialty TEXT NOT NULL,
	refuses INTEGER NOT NULL,
	areas TEXT,
	limits TEXT,
	CONSTRAINT pk_clearance PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_clearance_ends_later CHECK (end_at IS NULL OR (end_at > at AND end_at % 60000 = 0)),
	CONSTRAINT ck_clearance_doctor_filled CHECK (length(trim(doctor)) > 0),
	CONSTRAINT ck_clearance_specialty_known CHECK (specialty IN ('neurologist', 'physician', 'surgeon', 'other')),
	CONSTRAINT ck_clearance_refuses_flag CHECK (refuses IN (0, 1)),
	CONSTRAINT uq_clearance_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_clearance_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_clearance_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_clearance_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_clearance_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_clearance_no_counted CHECK (no >= 1),
	CONSTRAINT ck_clearance_version_counted CHECK (version >= 1),
	CONSTRAINT ck_clearance_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_clearance_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_clearance_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
) STRICT;
INSERT INTO "clearance" VALUES(1,X'019B9254A72071E794F31834F3D8EA93',1,2,17,'Eva',1767686580000,0,NULL,1767686580000,0,60,'Europe/Berlin',1767686640000,'Dr Roth','neurologist',0,NULL,'light only');
INSERT INTO "clearance" VALUES(1,X'019B92567BE07704A1DB595D0BD263F4',2,1,18,'Eva',1767686700000,0,NULL,1767686700000,0,60,'Europe/Berlin',NULL,'Dr Vogel','surgeon',1,'neck',NULL);
CREATE TABLE clearance_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	doctor TEXT NOT NULL,
	specialty TEXT NOT NULL,
	refuses INTEGER NOT NULL,
	areas TEXT,
	limits TEXT,
	CONSTRAINT pk_clearance_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_clearance_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT;
INSERT INTO "clearance_version" VALUES(1,X'019B9254A72071E794F31834F3D8EA93',1,1,16,'Eva',1767686580000,0,NULL,1767686580000,0,60,'Europe/Berlin',NULL,'Dr Roth','neurologist',0,NULL,'light only');
CREATE TABLE massage (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	judged_at INTEGER NOT NULL,
	given INTEGER NOT NULL,
	minutes INTEGER,
	areas TEXT,
	techniques TEXT,
	therapist TEXT,
	because TEXT,
	note TEXT,
	origin BLOB,
	CONSTRAINT pk_massage PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_massage_judged_at_last_minute CHECK (judged_at = CASE width WHEN 0 THEN at ELSE at + width - 60000 END),
	CONSTRAINT ck_massage_given_flag CHECK (given IN (0, 1)),
	CONSTRAINT ck_massage_minutes_of_a_day CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 1440),
	CONSTRAINT ck_massage_because_not_given CHECK ((given = 1 AND because IS NULL) OR (given = 0 AND because IS NOT NULL AND length(trim(because)) > 0)),
	CONSTRAINT ck_massage_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT uq_massage_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_massage_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_massage_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_massage_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT ck_massage_origin_bytes CHECK (origin IS NULL OR length(origin) = 16),
	CONSTRAINT fk_massage_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_massage_no_counted CHECK (no >= 1),
	CONSTRAINT ck_massage_version_counted CHECK (version >= 1),
	CONSTRAINT ck_massage_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_massage_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_massage_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
) STRICT;
INSERT INTO "massage" VALUES(1,X'019B8D627A8076C1B9810D387DD401E9',1,2,24,'Eva',1767603600000,0,NULL,1767603000000,0,60,'Europe/Berlin',1767603000000,1,45,'lower-back,neck',NULL,'Eva',NULL,NULL,NULL);
INSERT INTO "massage" VALUES(1,X'019B8D8719807E1087D7B95DAC64DA5E',2,1,12,'Eva',1767606000000,0,NULL,1767606000000,0,60,'Europe/Berlin',1767606000000,0,NULL,NULL,NULL,NULL,'other:pain','came, and went home',NULL);
INSERT INTO "massage" VALUES(2,X'019BA6F47FC075419F15E8DA195311A0',1,1,3,'Eva',1768032600000,0,NULL,1767810600000,86400000,330,'+05:30',1767896940000,1,NULL,NULL,'rubbing',NULL,NULL,NULL,NULL);
INSERT INTO "massage" VALUES(1,X'019BA6F654807F7698AD8C5DD87822AA',3,1,34,'Eva',1768032720000,0,NULL,1768032720000,0,60,'Europe/Berlin',1768032720000,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE massage_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	judged_at INTEGER NOT NULL,
	given INTEGER NOT NULL,
	minutes INTEGER,
	areas TEXT,
	techniques TEXT,
	therapist TEXT,
	because TEXT,
	note TEXT,
	origin BLOB,
	CONSTRAINT pk_massage_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_massage_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT;
INSERT INTO "massage_version" VALUES(1,X'019B8D627A8076C1B9810D387DD401E9',1,1,8,'Eva',1767603600000,0,NULL,1767603600000,0,60,'Europe/Berlin',1767603600000,1,30,'lower-back,neck',NULL,'Eva',NULL,NULL,NULL);
CREATE TABLE measure (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	form TEXT,
	dose TEXT,
	minutes INTEGER,
	note TEXT,
	CONSTRAINT pk_measure PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_measure_ends_later CHECK (end_at IS NULL OR (end_at >= at AND end_at % 60000 = 0)),
	CONSTRAINT ck_measure_kind_known CHECK (kind IN ('drug', 'physiotherapy', 'exercise', 'manual')),
	CONSTRAINT ck_measure_name_filled CHECK (length(trim(name)) > 0),
	CONSTRAINT ck_measure_form_of_physiotherapy CHECK (form IS NULL OR (kind = 'physiotherapy' AND form IN ('acupuncture', 'hirudotherapy', 'reflexotherapy', 'other'))),
	CONSTRAINT ck_measure_minutes_of_a_day CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 1440),
	CONSTRAINT ck_measure_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT uq_measure_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_measure_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_measure_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_measure_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_measure_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_measure_no_counted CHECK (no >= 1),
	CONSTRAINT ck_measure_version_counted CHECK (version >= 1),
	CONSTRAINT ck_measure_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_measure_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_measure_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
) STRICT;
INSERT INTO "measure" VALUES(1,X'019B9251E8007CD990B4A24A2AD9B2FB',1,2,15,'Eva',1767686400000,0,NULL,1767308400000,86400000,60,'Europe/Berlin',1767686520000,'drug','Ibuprofen',NULL,'400 mg',NULL,NULL);
INSERT INTO "measure" VALUES(1,X'019B9252D26070FEA82BD4B49280183A',2,1,14,'Eva',1767686460000,0,NULL,1767686460000,0,60,'Europe/Berlin',1767686460000,'physiotherapy','Needles','acupuncture',NULL,20,NULL);
CREATE TABLE measure_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	form TEXT,
	dose TEXT,
	minutes INTEGER,
	note TEXT,
	CONSTRAINT pk_measure_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_measure_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT;
INSERT INTO "measure_version" VALUES(1,X'019B9251E8007CD990B4A24A2AD9B2FB',1,1,13,'Eva',1767686400000,0,NULL,1767308400000,86400000,60,'Europe/Berlin',NULL,'drug','Ibuprofen',NULL,'400 mg',NULL,NULL);
CREATE TABLE pain (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	site TEXT NOT NULL,
	scale TEXT NOT NULL,
	value INTEGER NOT NULL,
	recall TEXT NOT NULL,
	session INTEGER,
	relation TEXT,
	note TEXT,
	counts INTEGER NOT NULL,
	origin BLOB,
	CONSTRAINT pk_pain PRIMARY KEY (patient_id, id),
	CONSTRAINT fk_pain_patient_id_session FOREIGN KEY(patient_id, session) REFERENCES massage (patient_id, no),
	CONSTRAINT ck_pain_site_filled CHECK (length(trim(site)) > 0),
	CONSTRAINT ck_pain_value_on_scale CHECK ((scale = 'nrs' AND value BETWEEN 0 AND 10) OR (scale = 'vas' AND value BETWEEN 0 AND 100) OR (scale = 'faces' AND value IN (0, 2, 4, 6, 8, 10)) OR (scale = 'vrs' AND value BETWEEN 0 AND 3)),
	CONSTRAINT ck_pain_recall_known CHECK (recall IN ('now', 'average-24h', 'worst-24h', 'average-7d')),
	CONSTRAINT ck_pain_relation_to_session CHECK ((session IS NULL AND relation IS NULL) OR (session IS NOT NULL AND relation IS NOT NULL AND relation IN ('before', 'after'))),
	CONSTRAINT ck_pain_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT ck_pain_counts_flag CHECK (counts IN (0, 1)),
	CONSTRAINT uq_pain_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_pain_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_pain_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_pain_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT ck_pain_origin_bytes CHECK (origin IS NULL OR length(origin) = 16),
	CONSTRAINT fk_pain_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_pain_no_counted CHECK (no >= 1),
	CONSTRAINT ck_pain_version_counted CHECK (version >= 1),
	CONSTRAINT ck_pain_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_pain_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_pain_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
) STRICT;
INSERT INTO "pain" VALUES(1,X'019B8D310A407967BDAFDF0E733713F8',1,4,36,'Eva',1767600360000,0,NULL,1767594600000,0,60,'Europe/Berlin','back','nrs',3,'now',NULL,NULL,'a slip',1,NULL);
INSERT INTO "pain" VALUES(1,X'019B8D310A4075D48F6CE079D1B96F07',2,2,25,'Eva',1767600360000,25,'the other leg',1767594600000,0,60,'Europe/Berlin','leg-left','nrs',6,'now',NULL,NULL,'after sitting',1,NULL);
INSERT INTO "pain" VALUES(1,X'019B8D31F4A07A34888D396CAB3B7F58',3,5,29,'Eva',1767600420000,0,'it was true',1767600420000,0,60,'Europe/Berlin','leg-right','vas',28,'now',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain" VALUES(1,X'019B8D32DF007A20AF4AD9892FED8005',4,1,5,'Eva',1767600480000,0,NULL,1767600480000,0,60,'Europe/Berlin','neck','faces',4,'now',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain" VALUES(1,X'019B8D33C9607F9E9919878D972F1DA1',5,1,6,'Eva',1767600540000,0,NULL,1767600540000,0,60,'Europe/Berlin','upper-back','vrs',1,'now',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain" VALUES(1,X'019B8D34B3C07682AB55D46D44E5B3B8',6,1,7,'Eva',1767600600000,0,NULL,1767481200000,86400000,60,'Europe/Berlin','back','nrs',3,'average-24h',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain" VALUES(1,X'019B8D627A807A2599ABF5FD9930A94D',7,2,24,'Eva',1767603600000,0,NULL,1767603000000,0,60,'Europe/Berlin','back','nrs',6,'now',1,'before',NULL,1,NULL);
INSERT INTO "pain" VALUES(1,X'019B8D627A8073ABBE48A1AE6B9634F9',8,2,24,'Eva',1767603600000,0,NULL,1767605700000,0,60,'Europe/Berlin','back','nrs',4,'now',1,'after',NULL,1,NULL);
INSERT INTO "pain" VALUES(1,X'019BA6EB5800702B94D39D8B426E615B',9,1,33,'Eva',1768032000000,0,NULL,1767963600000,0,540,'+09:00','back','nrs',5,'now',NULL,NULL,'東京 😀',1,X'7849B52ADC2DA6C6360D7BCEC78BF24B');
INSERT INTO "pain" VALUES(2,X'019BA6EB5800701B9BCDC189502D961F',1,1,2,'Eva',1768032000000,0,NULL,1767853800000,0,60,'Europe/Berlin','back','nrs',6,'now',NULL,NULL,'line one
line two; it''s 100% ''quoted''',1,X'43A70F8AB3737228D52D53A71831A3DE');
INSERT INTO "pain" VALUES(2,X'019BA6EB58007037BF7E498D920F6019',2,1,2,'Eva',1768032000000,0,NULL,1767913200000,86400000,60,'Europe/Berlin','neck','nrs',4,'now',NULL,NULL,NULL,1,X'D30ABDDCB325089E823E9737B0F3C716');
INSERT INTO "pain" VALUES(2,X'019BA6F56A207780B95FA59D1C6601A3',3,1,4,'Eva',1768032660000,0,NULL,1768032660000,0,330,'+05:30','back','nrs',9,'now',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain" VALUES(1,X'019BA6F73EE07C4E8C04FB405C475109',10,1,35,'Eva',1768032780000,0,NULL,1768028400000,0,60,'Europe/Berlin','back','nrs',8,'now',NULL,NULL,NULL,1,NULL);
CREATE TABLE pain_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	site TEXT NOT NULL,
	scale TEXT NOT NULL,
	value INTEGER NOT NULL,
	recall TEXT NOT NULL,
	session INTEGER,
	relation TEXT,
	note TEXT,
	counts INTEGER NOT NULL,
	origin BLOB,
	CONSTRAINT pk_pain_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_pain_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT;
INSERT INTO "pain_version" VALUES(1,X'019B8D310A407967BDAFDF0E733713F8',1,1,3,'Eva',1767600360000,0,NULL,1767594600000,0,60,'Europe/Berlin','back','nrs',7,'now',NULL,NULL,'after sitting',1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D310A407967BDAFDF0E733713F8',1,2,22,'Eva',1767600360000,0,NULL,1767594600000,0,60,'Europe/Berlin','back','nrs',8,'now',NULL,NULL,'after sitting',1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D627A807A2599ABF5FD9930A94D',7,1,8,'Eva',1767603600000,0,NULL,1767603600000,0,60,'Europe/Berlin','back','nrs',6,'now',1,'before',NULL,1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D627A8073ABBE48A1AE6B9634F9',8,1,8,'Eva',1767603600000,0,NULL,1767605400000,0,60,'Europe/Berlin','back','nrs',4,'now',1,'after',NULL,1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D310A4075D48F6CE079D1B96F07',2,1,3,'Eva',1767600360000,0,NULL,1767594600000,0,60,'Europe/Berlin','leg-left','nrs',6,'now',NULL,NULL,'after sitting',1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D31F4A07A34888D396CAB3B7F58',3,1,4,'Eva',1767600420000,0,NULL,1767600420000,0,60,'Europe/Berlin','leg-right','vas',28,'now',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D31F4A07A34888D396CAB3B7F58',3,2,26,'Eva',1767600420000,26,'a slip',1767600420000,0,60,'Europe/Berlin','leg-right','vas',28,'now',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D31F4A07A34888D396CAB3B7F58',3,3,27,'Eva',1767600420000,0,'it was true',1767600420000,0,60,'Europe/Berlin','leg-right','vas',28,'now',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D31F4A07A34888D396CAB3B7F58',3,4,28,'Eva',1767600420000,26,'a slip',1767600420000,0,60,'Europe/Berlin','leg-right','vas',28,'now',NULL,NULL,NULL,1,NULL);
INSERT INTO "pain_version" VALUES(1,X'019B8D310A407967BDAFDF0E733713F8',1,3,23,'Eva',1767600360000,0,NULL,1767594600000,0,60,'Europe/Berlin','back','nrs',2,'now',NULL,NULL,'a slip',1,NULL);
CREATE TABLE patient (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	name TEXT NOT NULL,
	zone TEXT,
	site TEXT NOT NULL,
	diagnosis TEXT,
	archived INTEGER NOT NULL,
	CONSTRAINT pk_patient PRIMARY KEY (patient_id),
	CONSTRAINT ck_patient_name_filled CHECK (length(trim(name)) > 0),
	CONSTRAINT ck_patient_site_filled CHECK (length(trim(site)) > 0),
	CONSTRAINT ck_patient_archived_flag CHECK (archived IN (0, 1)),
	CONSTRAINT ck_patient_no_one CHECK (no = 1),
	CONSTRAINT uq_patient_id UNIQUE (id),
	CONSTRAINT fk_patient_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_patient_no_counted CHECK (no >= 1),
	CONSTRAINT ck_patient_version_counted CHECK (version >= 1),
	CONSTRAINT ck_patient_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_patient_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_patient_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
) STRICT;
INSERT INTO "patient" VALUES(1,X'019B8D2B8C007110A5781BCCCEA62E61',1,2,32,'anna',1767600000000,0,NULL,'Anna','Europe/Berlin','back','L5/S1, left',0);
INSERT INTO "patient" VALUES(2,X'019B8D2C7660760E819B85C924C364C4',1,1,1,'anna',1767600060000,0,NULL,'Zoë','+05:30','back',NULL,0);
CREATE TABLE patient_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	name TEXT NOT NULL,
	zone TEXT,
	site TEXT NOT NULL,
	diagnosis TEXT,
	archived INTEGER NOT NULL,
	CONSTRAINT pk_patient_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_patient_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT;
INSERT INTO "patient_version" VALUES(1,X'019B8D2B8C007110A5781BCCCEA62E61',1,1,1,'anna',1767600000000,0,NULL,'Anna','Europe/Berlin','back','L5/S1',0);
CREATE TABLE phase (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	kind TEXT NOT NULL,
	course_done_at INTEGER,
	note TEXT,
	CONSTRAINT pk_phase PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_phase_ends_later CHECK (end_at IS NULL OR (end_at > at AND end_at % 60000 = 0)),
	CONSTRAINT ck_phase_kind_known CHECK (kind IN ('conservative', 'surgery', 'recovery')),
	CONSTRAINT ck_phase_course_of_conservative CHECK (course_done_at IS NULL OR (kind = 'conservative' AND course_done_at >= at AND course_done_at % 60000 = 0)),
	CONSTRAINT ck_phase_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT uq_phase_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_phase_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_phase_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_phase_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_phase_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_phase_no_counted CHECK (no >= 1),
	CONSTRAINT ck_phase_version_counted CHECK (version >= 1),
	CONSTRAINT ck_phase_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_phase_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_phase_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
) STRICT;
INSERT INTO "phase" VALUES(1,X'019B8D301FE07CBE9407E3E6B6058306',1,3,31,'Eva',1767600300000,0,NULL,1767308400000,86400000,60,'Europe/Berlin',1767773340000,'conservative',1767740400000,'as the clinic says');
INSERT INTO "phase" VALUES(1,X'019B978081607553816BE0F5D3CB2330',2,1,31,'Eva',1767773340000,0,NULL,1767773340000,0,60,'Europe/Berlin',NULL,'surgery',NULL,NULL);
CREATE TABLE phase_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	kind TEXT NOT NULL,
	course_done_at INTEGER,
	note TEXT,
	CONSTRAINT pk_phase_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_phase_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT;
INSERT INTO "phase_version" VALUES(1,X'019B8D301FE07CBE9407E3E6B6058306',1,1,2,'Eva',1767600300000,0,NULL,1767308400000,86400000,60,'Europe/Berlin',NULL,'conservative',NULL,'as the clinic says');
INSERT INTO "phase_version" VALUES(1,X'019B8D301FE07CBE9407E3E6B6058306',1,2,30,'Eva',1767600300000,0,NULL,1767308400000,86400000,60,'Europe/Berlin',NULL,'conservative',1767740400000,'as the clinic says');
CREATE TABLE policy (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	"limit" INTEGER NOT NULL,
	hours INTEGER NOT NULL,
	because TEXT NOT NULL,
	on_advice_of TEXT,
	CONSTRAINT pk_policy PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_policy_from_an_instant CHECK (width = 0),
	CONSTRAINT ck_policy_limit_allowed CHECK ("limit" BETWEEN 1 AND 4),
	CONSTRAINT ck_policy_hours_allowed CHECK (hours BETWEEN 1 AND 72),
	CONSTRAINT ck_policy_because_filled CHECK (length(trim(because)) > 0),
	CONSTRAINT ck_policy_limit_on_advice CHECK ("limit" <= 3 OR (on_advice_of IS NOT NULL AND length(trim(on_advice_of)) > 0)),
	CONSTRAINT uq_policy_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_policy_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_policy_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_policy_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_policy_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_policy_no_counted CHECK (no >= 1),
	CONSTRAINT ck_policy_version_counted CHECK (version >= 1),
	CONSTRAINT ck_policy_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_policy_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_policy_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
) STRICT;
INSERT INTO "policy" VALUES(1,X'019B9257664079198884698003C7B58F',1,1,19,'Eva',1767686760000,0,NULL,1767686760000,0,60,'Europe/Berlin',2,48,'sensitive','Dr Roth');
INSERT INTO "policy" VALUES(1,X'019B925850A07C579F5DFA79EB91ED8D',2,1,20,'Eva',1767686820000,21,'undo of u20',1767686820000,0,60,'Europe/Berlin',3,48,'as the source has it',NULL);
CREATE TABLE policy_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	"limit" INTEGER NOT NULL,
	hours INTEGER NOT NULL,
	because TEXT NOT NULL,
	on_advice_of TEXT,
	CONSTRAINT pk_policy_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_policy_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT;
CREATE TABLE setting (
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (name),
	CONSTRAINT ck_setting_name_filled CHECK (length(trim(name)) > 0)
) STRICT;
INSERT INTO "setting" VALUES('me','Eva');
INSERT INTO "setting" VALUES('patient','019b8d2b8c007110a5781bcccea62e61');
CREATE TABLE warning (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	session INTEGER NOT NULL,
	rule TEXT NOT NULL,
	rule_version INTEGER NOT NULL,
	status TEXT NOT NULL,
	reason TEXT NOT NULL,
	category INTEGER,
	"limit" INTEGER,
	hours INTEGER,
	on_advice_of TEXT,
	evidence TEXT NOT NULL,
	until_at INTEGER,
	raised_at INTEGER NOT NULL,
	how TEXT NOT NULL,
	change INTEGER NOT NULL,
	thread INTEGER NOT NULL,
	withdrawn_by INTEGER NOT NULL,
	withdrawn_at INTEGER,
	cause TEXT,
	CONSTRAINT pk_warning PRIMARY KEY (patient_id, id),
	CONSTRAINT uq_warning_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT fk_warning_patient_id_session FOREIGN KEY(patient_id, session) REFERENCES massage (patient_id, no),
	CONSTRAINT fk_warning_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_warning_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_warning_no_counted CHECK (no >= 1),
	CONSTRAINT ck_warning_rule_version_counted CHECK (rule_version >= 1),
	CONSTRAINT ck_warning_rule_filled CHECK (length(trim(rule)) > 0),
	CONSTRAINT ck_warning_status_filled CHECK (length(trim(status)) > 0),
	CONSTRAINT ck_warning_reason_filled CHECK (length(trim(reason)) > 0),
	CONSTRAINT ck_warning_status_of_high_pain CHECK (rule <> 'high-pain' OR status IN ('high-pain', 'unverified')),
	CONSTRAINT ck_warning_category_ranked CHECK (category IS NULL OR category BETWEEN 0 AND 3),
	CONSTRAINT ck_warning_policy_of_high_pain CHECK (rule <> 'high-pain' OR ("limit" IS NOT NULL AND "limit" BETWEEN 1 AND 4 AND hours IS NOT NULL AND hours BETWEEN 1 AND 72)),
	CONSTRAINT ck_warning_how_known CHECK (how IN ('at-logging', 'later', 'import')),
	CONSTRAINT ck_warning_thread_begun CHECK (thread BETWEEN 1 AND no),
	CONSTRAINT ck_warning_withdrawn_with_cause CHECK ((withdrawn_by = 0 AND withdrawn_at IS NULL AND cause IS NULL) OR (withdrawn_by > 0 AND withdrawn_at IS NOT NULL AND cause IS NOT NULL AND length(trim(cause)) > 0))
) STRICT;
INSERT INTO "warning" VALUES(1,X'019B8D627A807424AAE11631D67FA0D8',1,1,'high-pain',1,'high-pain','rated-high',3,3,24,NULL,'p1.1 p2.1 p4.1 p7.1',1767690000000,1767603600000,'at-logging',8,1,22,1767772800000,'reassessed after u22');
INSERT INTO "warning" VALUES(1,X'019B9778440079019D9F436B54C9C99C',2,1,'high-pain',1,'high-pain','rated-high',3,3,24,NULL,'p1.2 p2.1 p4.1 p7.1',1767690000000,1767772800000,'later',22,1,23,1767772860000,'reassessed after u23');
INSERT INTO "warning" VALUES(1,X'019B97792E607FAEA7A29BB75D2DFE8C',3,1,'high-pain',1,'high-pain','rated-high',2,3,24,NULL,'p2.1 p4.1 p7.1',1767690000000,1767772860000,'later',23,1,24,1767772920000,'reassessed after u24');
INSERT INTO "warning" VALUES(1,X'019B977A18C07E958ECCE317EDD902D1',4,1,'high-pain',1,'high-pain','rated-high',2,3,24,NULL,'p2.1 p4.1 p7.2',1767689400000,1767772920000,'later',24,1,25,1767772980000,'reassessed after u25');
INSERT INTO "warning" VALUES(1,X'019B977B0320763D891212D54E153ADE',5,1,'high-pain',1,'high-pain','rated-high',2,3,24,NULL,'p4.1 p7.2',1767689400000,1767772980000,'later',25,1,0,NULL,NULL);
INSERT INTO "warning" VALUES(2,X'019BA6F47FC07335B583B629A7A95D2E',1,1,'high-pain',1,'high-pain','rated-high',2,3,24,NULL,'p1.1',1767940200000,1768032600000,'at-logging',3,1,0,NULL,NULL);
INSERT INTO "warning" VALUES(1,X'019BA6F654807F0BB6A9C6ACADD860D5',6,3,'high-pain',1,'high-pain','rated-high',2,2,48,'Dr Roth','p9.1',1768136400000,1768032720000,'at-logging',34,6,35,1768032780000,'reassessed after u35');
INSERT INTO "warning" VALUES(1,X'019BA6F65480774C8F1A8EA70C901F7D',7,3,'clearance',1,'refused','refused',NULL,NULL,NULL,NULL,'c2.1',NULL,1768032720000,'at-logging',34,7,0,NULL,NULL);
INSERT INTO "warning" VALUES(1,X'019BA6F73EE073028C441C68994F232D',8,3,'high-pain',1,'high-pain','rated-high',3,2,48,'Dr Roth','p9.1 p10.1',1768201200000,1768032780000,'later',35,8,0,NULL,NULL);
CREATE INDEX ix_change_command ON change (command);
CREATE UNIQUE INDEX ix_patient_name ON patient (name) WHERE voided_by = 0;
CREATE INDEX ix_patient_patient_id_change_no ON patient (patient_id, change, no);
CREATE INDEX ix_patient_patient_id_voided_by ON patient (patient_id, voided_by) WHERE voided_by > 0;
CREATE INDEX ix_patient_version_patient_id_change ON patient_version (patient_id, change);
CREATE INDEX ix_massage_patient_id_at_no ON massage (patient_id, at, no);
CREATE INDEX ix_massage_patient_id_change_no ON massage (patient_id, change, no);
CREATE INDEX ix_massage_patient_id_judged_at_no ON massage (patient_id, judged_at, no);
CREATE INDEX ix_massage_patient_id_voided_by ON massage (patient_id, voided_by) WHERE voided_by > 0;
CREATE INDEX ix_massage_version_patient_id_change ON massage_version (patient_id, change);
CREATE INDEX ix_pain_patient_id_at_no ON pain (patient_id, at, no);
CREATE INDEX ix_pain_patient_id_change_no ON pain (patient_id, change, no);
CREATE INDEX ix_pain_patient_id_session_at_no ON pain (patient_id, session, at, no) WHERE session IS NOT NULL;
CREATE INDEX ix_pain_patient_id_voided_by ON pain (patient_id, voided_by) WHERE voided_by > 0;
CREATE INDEX ix_pain_version_patient_id_change ON pain_version (patient_id, change);
CREATE INDEX ix_phase_patient_id_at_no ON phase (patient_id, at, no);
CREATE INDEX ix_phase_patient_id_change_no ON phase (patient_id, change, no);
CREATE INDEX ix_phase_patient_id_voided_by ON phase (patient_id, voided_by) WHERE voided_by > 0;
CREATE INDEX ix_phase_version_patient_id_change ON phase_version (patient_id, change);
CREATE INDEX ix_measure_patient_id_at_no ON measure (patient_id, at, no);
CREATE INDEX ix_measure_patient_id_change_no ON measure (patient_id, change, no);
CREATE INDEX ix_measure_patient_id_voided_by ON measure (patient_id, voided_by) WHERE voided_by > 0;
CREATE INDEX ix_measure_version_patient_id_change ON measure_version (patient_id, change);
CREATE INDEX ix_clearance_patient_id_at_no ON clearance (patient_id, at, no);
CREATE INDEX ix_clearance_patient_id_change_no ON clearance (patient_id, change, no);
CREATE INDEX ix_clearance_patient_id_voided_by ON clearance (patient_id, voided_by) WHERE voided_by > 0;
CREATE INDEX ix_clearance_version_patient_id_change ON clearance_version (patient_id, change);
CREATE INDEX ix_policy_patient_id_at_no ON policy (patient_id, at, no);
CREATE INDEX ix_policy_patient_id_change_no ON policy (patient_id, change, no);
CREATE INDEX ix_policy_patient_id_voided_by ON policy (patient_id, voided_by) WHERE voided_by > 0;
CREATE INDEX ix_policy_version_patient_id_change ON policy_version (patient_id, change);
CREATE INDEX ix_warning_patient_id_change ON warning (patient_id, change);
CREATE INDEX ix_warning_patient_id_session_no ON warning (patient_id, session, no);
CREATE INDEX ix_warning_patient_id_withdrawn_by_raised_at ON warning (patient_id, withdrawn_by, raised_at);
CREATE INDEX ix_answer_patient_id_change ON answer (patient_id, change);
CREATE INDEX ix_answer_patient_id_thread_voided_by ON answer (patient_id, thread, voided_by);
CREATE INDEX ix_answer_patient_id_voided_by ON answer (patient_id, voided_by);
CREATE TRIGGER change_no_delete
BEFORE DELETE ON change
BEGIN
	SELECT RAISE(ABORT, 'change: nothing is deleted');
END;
CREATE TRIGGER patient_version_no_delete
BEFORE DELETE ON patient_version
BEGIN
	SELECT RAISE(ABORT, 'patient_version: nothing is deleted');
END;
CREATE TRIGGER massage_version_no_delete
BEFORE DELETE ON massage_version
BEGIN
	SELECT RAISE(ABORT, 'massage_version: nothing is deleted');
END;
CREATE TRIGGER pain_version_no_delete
BEFORE DELETE ON pain_version
BEGIN
	SELECT RAISE(ABORT, 'pain_version: nothing is deleted');
END;
CREATE TRIGGER phase_version_no_delete
BEFORE DELETE ON phase_version
BEGIN
	SELECT RAISE(ABORT, 'phase_version: nothing is deleted');
END;
CREATE TRIGGER measure_version_no_delete
BEFORE DELETE ON measure_version
BEGIN
	SELECT RAISE(ABORT, 'measure_version: nothing is deleted');
END;
CREATE TRIGGER clearance_version_no_delete
BEFORE DELETE ON clearance_version
BEGIN
	SELECT RAISE(ABORT, 'clearance_version: nothing is deleted');
END;
CREATE TRIGGER policy_version_no_delete
BEFORE DELETE ON policy_version
BEGIN
	SELECT RAISE(ABORT, 'policy_version: nothing is deleted');
END;
CREATE TRIGGER patient_no_delete
BEFORE DELETE ON patient
BEGIN
	SELECT RAISE(ABORT, 'patient: nothing is deleted');
END;
CREATE TRIGGER massage_no_delete
BEFORE DELETE ON massage
BEGIN
	SELECT RAISE(ABORT, 'massage: nothing is deleted');
END;
CREATE TRIGGER pain_no_delete
BEFORE DELETE ON pain
BEGIN
	SELECT RAISE(ABORT, 'pain: nothing is deleted');
END;
CREATE TRIGGER phase_no_delete
BEFORE DELETE ON phase
BEGIN
	SELECT RAISE(ABORT, 'phase: nothing is deleted');
END;
CREATE TRIGGER measure_no_delete
BEFORE DELETE ON measure
BEGIN
	SELECT RAISE(ABORT, 'measure: nothing is deleted');
END;
CREATE TRIGGER clearance_no_delete
BEFORE DELETE ON clearance
BEGIN
	SELECT RAISE(ABORT, 'clearance: nothing is deleted');
END;
CREATE TRIGGER policy_no_delete
BEFORE DELETE ON policy
BEGIN
	SELECT RAISE(ABORT, 'policy: nothing is deleted');
END;
CREATE TRIGGER warning_no_delete
BEFORE DELETE ON warning
BEGIN
	SELECT RAISE(ABORT, 'warning: nothing is deleted');
END;
CREATE TRIGGER answer_no_delete
BEFORE DELETE ON answer
BEGIN
	SELECT RAISE(ABORT, 'answer: nothing is deleted');
END;
CREATE TRIGGER change_no_update
BEFORE UPDATE ON change
BEGIN
	SELECT RAISE(ABORT, 'change: what was is not changed');
END;
CREATE TRIGGER patient_version_no_update
BEFORE UPDATE ON patient_version
BEGIN
	SELECT RAISE(ABORT, 'patient_version: what was is not changed');
END;
CREATE TRIGGER massage_version_no_update
BEFORE UPDATE ON massage_version
BEGIN
	SELECT RAISE(ABORT, 'massage_version: what was is not changed');
END;
CREATE TRIGGER pain_version_no_update
BEFORE UPDATE ON pain_version
BEGIN
	SELECT RAISE(ABORT, 'pain_version: what was is not changed');
END;
CREATE TRIGGER phase_version_no_update
BEFORE UPDATE ON phase_version
BEGIN
	SELECT RAISE(ABORT, 'phase_version: what was is not changed');
END;
CREATE TRIGGER measure_version_no_update
BEFORE UPDATE ON measure_version
BEGIN
	SELECT RAISE(ABORT, 'measure_version: what was is not changed');
END;
CREATE TRIGGER clearance_version_no_update
BEFORE UPDATE ON clearance_version
BEGIN
	SELECT RAISE(ABORT, 'clearance_version: what was is not changed');
END;
CREATE TRIGGER policy_version_no_update
BEFORE UPDATE ON policy_version
BEGIN
	SELECT RAISE(ABORT, 'policy_version: what was is not changed');
END;
CREATE TRIGGER patient_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON patient
WHEN NEW.patient_id IS NOT OLD.patient_id OR NEW.id IS NOT OLD.id OR NEW.no IS NOT OLD.no OR NEW.author IS NOT OLD.author
BEGIN
	SELECT RAISE(ABORT, 'patient: its identity is not changed');
END;
CREATE TRIGGER massage_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON massage
WHEN NEW.patient_id IS NOT OLD.patient_id OR NEW.id IS NOT OLD.id OR NEW.no IS NOT OLD.no OR NEW.author IS NOT OLD.author
BEGIN
	SELECT RAISE(ABORT, 'massage: its identity is not changed');
END;
CREATE TRIGGER pain_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON pain
WHEN NEW.patient_id IS NOT OLD.patient_id OR NEW.id IS NOT OLD.id OR NEW.no IS NOT OLD.no OR NEW.author IS NOT OLD.author
BEGIN
	SELECT RAISE(ABORT, 'pain: its identity is not changed');
END;
CREATE TRIGGER phase_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON phase
WHEN NEW.patient_id IS NOT OLD.patient_id OR NEW.id IS NOT OLD.id OR NEW.no IS NOT OLD.no OR NEW.author IS NOT OLD.author
BEGIN
	SELECT RAISE(ABORT, 'phase: its identity is not changed');
END;
CREATE TRIGGER measure_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON measure
WHEN NEW.patient_id IS NOT OLD.patient_id OR NEW.id IS NOT OLD.id OR NEW.no IS NOT OLD.no OR NEW.author IS NOT OLD.author
BEGIN
	SELECT RAISE(ABORT, 'measure: its identity is not changed');
END;
CREATE TRIGGER clearance_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON clearance
WHEN NEW.patient_id IS NOT OLD.patient_id OR NEW.id IS NOT OLD.id OR NEW.no IS NOT OLD.no OR NEW.author IS NOT OLD.author
BEGIN
	SELECT RAISE(ABORT, 'clearance: its identity is not changed');
END;
CREATE TRIGGER policy_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON policy
WHEN NEW.patient_id IS NOT OLD.patient_id OR NEW.id IS NOT OLD.id OR NEW.no IS NOT OLD.no OR NEW.author IS NOT OLD.author
BEGIN
	SELECT RAISE(ABORT, 'policy: its identity is not changed');
END;
CREATE TRIGGER warning_same_fact
BEFORE UPDATE OF patient_id, id, no, session, rule, rule_version, status, reason, category, "limit", hours, on_advice_of, evidence, until_at, raised_at, how, change, thread ON warning
BEGIN
	SELECT RAISE(ABORT, 'warning: what was said is not changed');
END;
CREATE TRIGGER answer_same_fact
BEFORE UPDATE OF patient_id, id, no, thread, warning, code, text, at, author, change ON answer
BEGIN
	SELECT RAISE(ABORT, 'answer: what was said is not changed');
END;
CREATE TRIGGER warning_withdrawn_once
BEFORE UPDATE ON warning
WHEN OLD.withdrawn_by <> 0
BEGIN
	SELECT RAISE(ABORT, 'warning: a withdrawn warning stays withdrawn');
END;
CREATE TRIGGER change_no_gap
BEFORE INSERT ON change
WHEN NEW.no IS NOT (SELECT coalesce(max(no), 0) FROM change WHERE patient_id = NEW.patient_id) + 1
BEGIN
	SELECT RAISE(ABORT, 'change: changes are numbered without gaps');
END;
CREATE VIEW patient_readable AS
SELECT
	p.name AS "patient",
	r.version AS "version",
	CASE WHEN r.change > 0 THEN 'u' || r.change END AS "change",
	r.author AS "author",
	strftime('%Y-%m-%dT%H:%M:%SZ', r.recorded_at / 1000, 'unixepoch') AS "recorded_at",
	CASE WHEN r.voided_by > 0 THEN 'u' || r.voided_by END AS "voided_by",
	r.void_reason AS "void_reason",
	r.zone AS "zone",
	r.site AS "site",
	r.diagnosis AS "diagnosis",
	CASE r.archived WHEN 1 THEN 'yes' ELSE 'no' END AS "archived"
FROM patient AS r
JOIN patient AS p ON p.patient_id = r.patient_id;
CREATE VIEW massage_readable AS
SELECT
	p.name AS "patient",
	'm' || r.no AS "id",
	r.version AS "version",
	CASE WHEN r.change > 0 THEN 'u' || r.change END AS "change",
	r.author AS "author",
	strftime('%Y-%m-%dT%H:%M:%SZ', r.recorded_at / 1000, 'unixepoch') AS "recorded_at",
	CASE WHEN r.voided_by > 0 THEN 'u' || r.voided_by END AS "voided_by",
	r.void_reason AS "void_reason",
	CASE r.width WHEN 0 THEN strftime('%Y-%m-%dT%H:%M', (r.at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) ELSE strftime('%Y-%m-%d', (r.at + r."offset" * 60000) / 1000, 'unixepoch') END AS "at",
	r.zone AS "zone",
	CASE r.given WHEN 1 THEN 'yes' ELSE 'no' END AS "given",
	r.minutes AS "minutes",
	r.areas AS "areas",
	r.techniques AS "techniques",
	r.therapist AS "therapist",
	r.because AS "because",
	r.note AS "note"
FROM massage AS r
JOIN patient AS p ON p.patient_id = r.patient_id;
CREATE VIEW pain_readable AS
SELECT
	p.name AS "patient",
	'p' || r.no AS "id",
	r.version AS "version",
	CASE WHEN r.change > 0 THEN 'u' || r.change END AS "change",
	r.author AS "author",
	strftime('%Y-%m-%dT%H:%M:%SZ', r.recorded_at / 1000, 'unixepoch') AS "recorded_at",
	CASE WHEN r.voided_by > 0 THEN 'u' || r.voided_by END AS "voided_by",
	r.void_reason AS "void_reason",
	CASE r.width WHEN 0 THEN strftime('%Y-%m-%dT%H:%M', (r.at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) ELSE strftime('%Y-%m-%d', (r.at + r."offset" * 60000) / 1000, 'unixepoch') END AS "at",
	r.zone AS "zone",
	r.site AS "site",
	r.scale AS "scale",
	CASE r.scale WHEN 'nrs' THEN r.value || '/10' WHEN 'vas' THEN r.value || '/100 mm' WHEN 'faces' THEN r.value || '/10 faces' ELSE CASE r.value WHEN 0 THEN 'none' WHEN 1 THEN 'weak' WHEN 2 THEN 'moderate' ELSE 'severe' END END AS "value",
	r.recall AS "recall",
	'm' || r.session AS "session",
	r.relation AS "relation",
	r.note AS "note",
	CASE r.counts WHEN 1 THEN 'yes' ELSE 'no' END AS "counts"
FROM pain AS r
JOIN patient AS p ON p.patient_id = r.patient_id;
CREATE VIEW phase_readable AS
SELECT
	p.name AS "patient",
	'f' || r.no AS "id",
	r.version AS "version",
	CASE WHEN r.change > 0 THEN 'u' || r.change END AS "change",
	r.author AS "author",
	strftime('%Y-%m-%dT%H:%M:%SZ', r.recorded_at / 1000, 'unixepoch') AS "recorded_at",
	CASE WHEN r.voided_by > 0 THEN 'u' || r.voided_by END AS "voided_by",
	r.void_reason AS "void_reason",
	CASE r.width WHEN 0 THEN strftime('%Y-%m-%dT%H:%M', (r.at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) ELSE strftime('%Y-%m-%d', (r.at + r."offset" * 60000) / 1000, 'unixepoch') END AS "at",
	r.zone AS "zone",
	strftime('%Y-%m-%dT%H:%M', (r.end_at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) AS "end_at",
	r.kind AS "kind",
	strftime('%Y-%m-%dT%H:%M', (r.course_done_at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) AS "course_done_at",
	r.note AS "note"
FROM phase AS r
JOIN patient AS p ON p.patient_id = r.patient_id;
CREATE VIEW measure_readable AS
SELECT
	p.name AS "patient",
	't' || r.no AS "id",
	r.version AS "version",
	CASE WHEN r.change > 0 THEN 'u' || r.change END AS "change",
	r.author AS "author",
	strftime('%Y-%m-%dT%H:%M:%SZ', r.recorded_at / 1000, 'unixepoch') AS "recorded_at",
	CASE WHEN r.voided_by > 0 THEN 'u' || r.voided_by END AS "voided_by",
	r.void_reason AS "void_reason",
	CASE r.width WHEN 0 THEN strftime('%Y-%m-%dT%H:%M', (r.at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) ELSE strftime('%Y-%m-%d', (r.at + r."offset" * 60000) / 1000, 'unixepoch') END AS "at",
	r.zone AS "zone",
	strftime('%Y-%m-%dT%H:%M', (r.end_at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) AS "end_at",
	r.kind AS "kind",
	r.name AS "name",
	r.form AS "form",
	r.dose AS "dose",
	r.minutes AS "minutes",
	r.note AS "note"
FROM measure AS r
JOIN patient AS p ON p.patient_id = r.patient_id;
CREATE VIEW clearance_readable AS
SELECT
	p.name AS "patient",
	'c' || r.no AS "id",
	r.version AS "version",
	CASE WHEN r.change > 0 THEN 'u' || r.change END AS "change",
	r.author AS "author",
	strftime('%Y-%m-%dT%H:%M:%SZ', r.recorded_at / 1000, 'unixepoch') AS "recorded_at",
	CASE WHEN r.voided_by > 0 THEN 'u' || r.voided_by END AS "voided_by",
	r.void_reason AS "void_reason",
	CASE r.width WHEN 0 THEN strftime('%Y-%m-%dT%H:%M', (r.at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) ELSE strftime('%Y-%m-%d', (r.at + r."offset" * 60000) / 1000, 'unixepoch') END AS "at",
	r.zone AS "zone",
	strftime('%Y-%m-%dT%H:%M', (r.end_at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) AS "end_at",
	r.doctor AS "doctor",
	r.specialty AS "specialty",
	CASE r.refuses WHEN 1 THEN 'yes' ELSE 'no' END AS "refuses",
	r.areas AS "areas",
	r.limits AS "limits"
FROM clearance AS r
JOIN patient AS p ON p.patient_id = r.patient_id;
CREATE VIEW policy_readable AS
SELECT
	p.name AS "patient",
	r.version AS "version",
	CASE WHEN r.change > 0 THEN 'u' || r.change END AS "change",
	r.author AS "author",
	strftime('%Y-%m-%dT%H:%M:%SZ', r.recorded_at / 1000, 'unixepoch') AS "recorded_at",
	CASE WHEN r.voided_by > 0 THEN 'u' || r.voided_by END AS "voided_by",
	r.void_reason AS "void_reason",
	CASE r.width WHEN 0 THEN strftime('%Y-%m-%dT%H:%M', (r.at + r."offset" * 60000) / 1000, 'unixepoch') || CASE WHEN r."offset" < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(r."offset") / 60, abs(r."offset") % 60) ELSE strftime('%Y-%m-%d', (r.at + r."offset" * 60000) / 1000, 'unixepoch') END AS "at",
	r.zone AS "zone",
	r."limit" AS "limit",
	r.hours AS "hours",
	r.because AS "because",
	r.on_advice_of AS "on_advice_of"
FROM policy AS r
JOIN patient AS p ON p.patient_id = r.patient_id;
COMMIT;
PRAGMA application_id = 1380471874;
PRAGMA user_version = 1;
