//! Building blocks that know nothing of CRM.
